using System.Diagnostics.CodeAnalysis;
using Newtonsoft.Json.Linq;

namespace OpenAIChat;

/// <summary>Members of which every chunk may bring a further piece, in the order in which they first came.</summary>
internal sealed class MembersBuilder
{
    private Dictionary<string, JsonBuilder>? members;

    /// <summary>Adds the members that a piece of a model holds beyond its contract.</summary>
    public void Add(JsonModel piece)
    {
        if (piece.Additional is { Count: > 0 } additional)
        {
            foreach (KeyValuePair<string, JToken> member in additional)
            {
                Add(member.Key, member.Value);
            }
        }
    }

    public void Add(string name, JToken piece)
    {
        members ??= [];
        if (!members.TryGetValue(name, out JsonBuilder? value))
        {
            members.Add(name, value = new JsonBuilder(name));
        }

        value.Add(piece);
    }

    public bool TryGet(string name, [NotNullWhen(true)] out JsonBuilder? value)
    {
        value = null;
        return members is not null && members.TryGetValue(name, out value);
    }

    /// <summary>Hands the members over to a model, but for those that have a place of their own.</summary>
    public void CopyTo(JsonModel target, params string[] except)
    {
        if (members is null)
        {
            return;
        }

        foreach (KeyValuePair<string, JsonBuilder> member in members)
        {
            if (Array.IndexOf(except, member.Key) < 0)
            {
                target.AdditionalProperties[member.Key] = member.Value.ToToken();
            }
        }
    }

    /// <summary>Hands the members over to an object.</summary>
    public void CopyTo(JObject target)
    {
        if (members is null)
        {
            return;
        }

        foreach (KeyValuePair<string, JsonBuilder> member in members)
        {
            target[member.Key] = member.Value.ToToken();
        }
    }
}
