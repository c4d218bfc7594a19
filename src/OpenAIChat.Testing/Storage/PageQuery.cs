using System.Globalization;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>The paging parameters of a list, checked, and the page that they cut.</summary>
internal sealed record PageQuery(string? After, int Limit, bool IsDescending)
{
    private const int DefaultLimit = 20;
    private const int MaximumLimit = 100;

    public static PageQuery Of(IReadOnlyDictionary<string, string> query)
    {
        int limit = DefaultLimit;
        if (query.TryGetValue("limit", out string? limitText)
            && (!int.TryParse(limitText, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MaximumLimit))
        {
            throw new RequestRefusedException(400, $"'limit' must be an integer from 1 to {MaximumLimit}.", "limit", "invalid_value");
        }

        string order = query.GetValueOrDefault("order", "asc");
        if (order is not ("asc" or "desc"))
        {
            throw new RequestRefusedException(400, "'order' must be 'asc' or 'desc'.", "order", "invalid_value");
        }

        return new PageQuery(query.GetValueOrDefault("after"), limit, order == "desc");
    }

    /// <summary>Cuts the page out of all items, which come oldest first.</summary>
    public JObject Cut(IReadOnlyList<JObject> items)
    {
        List<JObject> ordered = [.. IsDescending ? items.Reverse() : items];
        int start = After is null ? 0 : ordered.FindIndex(item => IdOf(item) == After) + 1;
        if (After is not null && start == 0)
        {
            throw new RequestRefusedException(404, $"'after' names no item of this list: '{After}'.", "after", "not_found");
        }

        JObject[] page = [.. ordered.Skip(start).Take(Limit)];
        return new JObject(
            new JProperty("object", "list"),
            new JProperty("data", new JArray(page.Select(item => item.DeepClone()))),
            new JProperty("first_id", page.Length == 0 ? "" : IdOf(page[0])),
            new JProperty("last_id", page.Length == 0 ? "" : IdOf(page[^1])),
            new JProperty("has_more", start + page.Length < ordered.Count));
    }

    private static string IdOf(JObject item) => item.Value<string>("id")!;
}
