using System.Diagnostics.CodeAnalysis;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenAIChat.Runtime;

namespace OpenAIChat;

public sealed partial class ChatCompletionMessageToolCall
{
    /// <summary>Reads the arguments that the model made up for the function.</summary>
    /// <returns>A new object; an empty one when the model left the arguments empty, as some do for a function without parameters.</returns>
    /// <exception cref="ToolArgumentsException">The arguments are not a JSON object: the model produced invalid JSON, or was cut
    /// off.</exception>
    public JObject GetArguments()
    {
        string arguments = GivenArguments;
        if (string.IsNullOrWhiteSpace(arguments))
        {
            return [];
        }

        JToken value;
        try
        {
            value = JsonText.Read(Encoding.UTF8.GetBytes(arguments), static json => json.ReadToken());
        }
        catch (JsonException e)
        {
            throw Invalid("invalid JSON", e);
        }

        return value as JObject ?? throw Invalid($"JSON that is not an object but {value.Type}", null);
    }

    /// <summary>Reads the arguments that the model made up for the function as an object of your own.</summary>
    /// <typeparam name="T">The type whose properties are the function's parameters.</typeparam>
    /// <param name="settings">How Newtonsoft's serializer is to read; without it, as <see cref="JsonConvert.DefaultSettings"/>
    /// says.</param>
    /// <exception cref="ToolArgumentsException">The arguments are not JSON that fits the type.</exception>
    [RequiresUnreferencedCode("Looks at the properties of the type at run time. Use GetArguments() in trimmed programs.")]
    [RequiresDynamicCode("Looks at the properties of the type at run time. Use GetArguments() in programs compiled ahead of time.")]
    public T GetArguments<T>(JsonSerializerSettings? settings = null)
    {
        string arguments = GivenArguments;
        try
        {
            T? value = JsonConvert.DeserializeObject<T>(string.IsNullOrWhiteSpace(arguments) ? "{}" : arguments, settings);
            return value is not null ? value : throw Invalid("null", null);
        }
        catch (JsonException e) when (e is JsonReaderException or JsonSerializationException)
        {
            // What is no JSON, or no object, is said there.
            _ = GetArguments();
            throw Invalid($"JSON that does not fit {typeof(T).Name}", e);
        }
    }

    // Some servers send the object itself in place of its text.
    private string GivenArguments => MismatchedText.OfArguments(Function) ?? Function.Arguments;

    // The arguments can hold what users said: the message does not quote them.
    private ToolArgumentsException Invalid(string found, JsonException? cause) => new(
        $"The model produced {found} as the arguments of function '{Function.Name}' (call '{Id}', {Function.Arguments.Length} characters)"
            + cause switch
            {
                JsonReaderException { Path.Length: > 0 } e => $", at {e.Path}, line {e.LineNumber}, position {e.LinePosition}.",
                JsonReaderException { LineNumber: > 0 } e => $", at line {e.LineNumber}, position {e.LinePosition}.",
                JsonSerializationException { Path.Length: > 0 } e => $", at {e.Path}.",
                _ => ".",
            },
        Function.Name,
        Function.Arguments,
        cause);
}
