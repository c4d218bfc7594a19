using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>The completions that were created with <c>store: true</c>, in the order of their creation.</summary>
internal sealed class CompletionStore
{
    private readonly Lock gate = new();
    private readonly List<StoredCompletion> completions = [];

    public void Add(JObject completion, JObject request)
    {
        var stored = new StoredCompletion(completion, request);
        lock (gate)
        {
            completions.Add(stored);
        }
    }

    public JObject List(PageQuery page, IReadOnlyDictionary<string, string> query)
    {
        lock (gate)
        {
            return page.Cut([.. completions.Where(stored => stored.Matches(query)).Select(stored => stored.Completion)]);
        }
    }

    public JObject Get(string id)
    {
        lock (gate)
        {
            return (JObject)Find(id).Completion.DeepClone();
        }
    }

    public JObject Update(string id, JToken metadata)
    {
        lock (gate)
        {
            StoredCompletion stored = Find(id);
            stored.Completion["metadata"] = metadata.DeepClone();
            return (JObject)stored.Completion.DeepClone();
        }
    }

    public JObject Delete(string id)
    {
        lock (gate)
        {
            completions.Remove(Find(id));
        }

        return new JObject(new JProperty("object", "chat.completion.deleted"), new JProperty("id", id), new JProperty("deleted", true));
    }

    public JObject ListMessages(string id, PageQuery page)
    {
        lock (gate)
        {
            return page.Cut(Find(id).Messages);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            completions.Clear();
        }
    }

    private StoredCompletion Find(string id) => completions.Find(stored => stored.Id == id) ?? throw new RequestRefusedException(
        404,
        $"There is no stored completion '{id}'. Only those created with 'store: true' are kept.",
        "completion_id",
        "not_found");
}
