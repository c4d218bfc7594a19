using System.Globalization;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>A kept completion and the messages of its conversation.</summary>
internal sealed class StoredCompletion
{
    private const string MetadataPrefix = "metadata[";

    public StoredCompletion(JObject completion, JObject request)
    {
        Completion = (JObject)completion.DeepClone();
        Messages = ListMessages(request);
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

    // Spec: an item of this list is a ChatCompletionResponseMessage, whose role can only be "assistant". So the list holds
    // what the assistant said, in the request's history and in the reply, and not what it was told.
    private List<JObject> ListMessages(JObject request)
    {
        IEnumerable<JObject> history = request.ObjectsAt("messages").Where(message => message.TextAt("role") == "assistant");
        IEnumerable<JObject> replies = Completion.ObjectsAt("choices").Select(choice => choice["message"]).OfType<JObject>();
        return [.. history.Concat(replies).Select(Item)];
    }

    private JObject Item(JObject message, int index)
    {
        var item = (JObject)message.DeepClone();
        JToken? parts = item["content"] as JArray;
        if (parts is not null)
        {
            item["content"] = MessageText.Of(message);
        }

        item["content"] ??= null;
        item["refusal"] ??= null;
        item.AddFirst(new JProperty("id", string.Create(CultureInfo.InvariantCulture, $"{Id}-{index}")));
        item.Add("content_parts", parts?.DeepClone());
        item.Remove("name");
        return item;
    }
}
