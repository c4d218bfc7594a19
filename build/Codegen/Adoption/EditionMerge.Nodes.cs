using Newtonsoft.Json.Linq;

namespace Codegen.Adoption;

/// <content>How two objects, and two lists, are merged whatever they hold.</content>
internal sealed partial class EditionMerge
{
    /// <summary>
    /// Merges two objects: members that are no structure (<paramref name="of"/> gives null) are ours, the others are theirs.
    /// </summary>
    private static JObject Members(JToken? own, JToken other, Func<string, Merger?> of, Func<string, bool>? keeps = null)
    {
        JObject before = own as JObject ?? [];
        JObject after = other as JObject ?? [];
        var found = new Dictionary<string, JToken>(StringComparer.Ordinal);
        foreach (JProperty member in before.Properties())
        {
            if (of(member.Name) is null || (after[member.Name] is null && keeps?.Invoke(member.Name) == true))
            {
                found[member.Name] = member.Value.DeepClone();
            }
        }

        foreach (JProperty member in after.Properties())
        {
            if (of(member.Name) is { } merge)
            {
                found[member.Name] = merge(before[member.Name], member.Value);
            }
        }

        JObject merged = Ordered(before, after, found);
        if (before.Annotation<Origin>() is { } origin)
        {
            merged.AddAnnotation(origin);
        }

        return merged;
    }

    /// <summary>Our order; what is new stands behind what it stands behind there.</summary>
    private static JObject Ordered(JObject own, JObject other, Dictionary<string, JToken> found)
    {
        var names = Order(
            own.Properties().Select(member => member.Name).Where(found.ContainsKey),
            other.Properties().Select(member => member.Name).Where(found.ContainsKey));
        return new JObject(names.Select(name => new JProperty(name, found[name])));
    }

    private static List<T> Order<T>(IEnumerable<T> own, IEnumerable<T> other)
        where T : class
    {
        var order = own.ToList();
        int at = order.Count - 1;
        foreach (T item in other)
        {
            int known = order.IndexOf(item);
            if (known < 0)
            {
                order.Insert(known = at + 1, item);
            }

            at = known;
        }

        return order;
    }

    /// <summary>Merges two lists, each item of theirs with the item of ours that is most alike.</summary>
    private static JArray List(JToken? own, JToken other, Merger merge, Func<JToken, JToken, int> likeness)
    {
        var before = (own as JArray ?? []).ToList();
        var after = (other as JArray ?? []).ToList();
        var partners = new Dictionary<JToken, JToken>(ReferenceEqualityComparer.Instance);
        foreach (var (first, second, alike) in before.SelectMany(
            first => after.Select(second => (first, second, alike: likeness(first, second)))).OrderByDescending(pair => pair.alike))
        {
            if (alike > 0 && !partners.ContainsKey(first) && !partners.ContainsKey(second))
            {
                partners[first] = second;
                partners[second] = first;
            }
        }

        var order = Order(before.Where(partners.ContainsKey), after.Select(item => partners.GetValueOrDefault(item, item)));
        return new JArray(order.Select(item => partners.TryGetValue(item, out JToken? partner) ? merge(item, partner) : merge(null, item)));
    }

    private static int SameValue(JToken own, JToken other) => JToken.DeepEquals(own, other) ? 1 : 0;

    private int SameParameter(JToken own, JToken other)
    {
        JObject before = Resolve(own, ours);
        JObject after = Resolve(other);
        return JToken.DeepEquals(before["in"], after["in"]) && JToken.DeepEquals(before["name"], after["name"]) ? 1 : 0;
    }

    /// <summary>How alike two variants are: the same component, else of one kind with as much as possible in common.</summary>
    private static int Likeness(JToken own, JToken other)
    {
        if (own["$ref"] is not null || other["$ref"] is not null)
        {
            return JToken.DeepEquals(own["$ref"], other["$ref"]) ? int.MaxValue : 0;
        }

        if (!JToken.DeepEquals(own["type"], other["type"]) || own["enum"] is null != other["enum"] is null)
        {
            return 0;
        }

        JObject before = own["properties"] as JObject ?? [];
        JObject after = other["properties"] as JObject ?? [];
        return 1 + before.Properties().Count(member => after.ContainsKey(member.Name)) + Equal("const", 10) + Equal("items", 10)
            + Equal("enum", 10)
            + (before["type"] is { } kind
                && JToken.DeepEquals(kind["enum"] ?? kind["const"], after["type"]?["enum"] ?? after["type"]?["const"]) ? 10 : 0);

        int Equal(string name, int points) => own[name] is not null && JToken.DeepEquals(own[name], other[name]) ? points : 0;
    }

    private static JToken Foreign(JToken node)
    {
        JToken copy = node.DeepClone();
        foreach (JToken part in (copy as JContainer)?.DescendantsAndSelf() ?? [copy])
        {
            part.RemoveAnnotations<Origin>();
        }

        return copy;
    }
}
