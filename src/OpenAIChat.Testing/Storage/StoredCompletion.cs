using System.Globalization;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>A kept completion and the messages of the request that led to it.</summary>
internal sealed class StoredCompletion
{
    private const string MetadataPrefix = "metadata[";

    public StoredCompletion(JObject completion, JObject request)
    {
        Completion = (JObject)completion.DeepClone();
        Messages = [.. request.ObjectsAt("messages").Select(Item)];
    }

    public JObject Completion { get; }

    public IReadOnlyList<JObject> Messages { get; }

    public string Id => Completion.Value<string>("id")!;

    public bool Matches(IReadOnlyDictionary<string, string> query) =>
        query.All(parameter => parameter.Key switch
        {
            "model" => Completion.Value<string>("model") == parameter.Value,
            _ when parameter.Key.StartsWith(MetadataPrefix, StringComparison.Ordinal) && parameter.Key.EndsWith(']') =>
                Completion.TextAt("metadata", parameter.Key[MetadataPrefix.Length..^1]) == parameter.Value,
            _ => true,
        });

    // Spec: the schema of an item knows the role "assistant" only, but the operation lists what was asked, and its example has users.
    private JObject Item(JObject message, int index)
    {
        var item = (JObject)message.DeepClone();
        JToken? parts = item["content"] as JArray;
        item["content"] = parts is null ? item["content"] : null;
        item["refusal"] ??= null;
        item.AddFirst(new JProperty("id", string.Create(CultureInfo.InvariantCulture, $"{Id}-{index}")));
        item.Add("content_parts", parts?.DeepClone());
        return item;
    }
}
