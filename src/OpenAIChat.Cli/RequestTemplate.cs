using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Cli;

/// <summary>What all requests of the program have in common: the members given by options, and the schema of the answer.</summary>
internal sealed class RequestTemplate
{
    private readonly JObject members;

    /// <exception cref="CliException">An option does not fit the request.</exception>
    public RequestTemplate(CliOptions options)
    {
        members = (JObject)options.Members.DeepClone();
        if (options.Schema is { } file)
        {
            members["response_format"] = JToken.FromObject(ReadSchema(file));
        }

        if (options.Stats && options.Stream && members["stream_options"] is null)
        {
            members["stream_options"] = new JObject { ["include_usage"] = true };
        }

        Create(options.Model, []);
    }

    public CreateChatCompletionRequest Create(string model, IEnumerable<ChatCompletionRequestMessage> messages)
    {
        CreateChatCompletionRequest request;
        try
        {
            request = JsonConvert.DeserializeObject<CreateChatCompletionRequest>(members.ToString(Formatting.None))!;
        }
        catch (JsonException wrong)
        {
            throw new CliException("-o: " + wrong.Message, isUsage: true);
        }

        request.Model = model;
        request.Messages = [.. messages];
        return request;
    }

    private static ResponseFormatJsonSchema ReadSchema(FileInfo file)
    {
        string text = File.ReadAllText(file.FullName);
        try
        {
            return new ResponseFormatJsonSchema
            {
                JsonSchema = new JsonSchemaFormat { Name = NameOf(file), Schema = JsonObject.Parse(text), Strict = true },
            };
        }
        catch (JsonException invalid)
        {
            throw new CliException($"--schema: '{file}' is not a JSON Schema. {invalid.Message}", isUsage: true);
        }
    }

    private static string NameOf(FileInfo file)
    {
        string name = string.Concat(Path.GetFileNameWithoutExtension(file.Name)
            .Select(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' ? letter : '_'));
        return name.Length == 0 ? "answer" : name[..Math.Min(name.Length, 64)];
    }
}
