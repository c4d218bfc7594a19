using Newtonsoft.Json.Linq;
using OpenAIChat.Runtime;

namespace OpenAIChat;

/// <summary>A JSON value that arrives in pieces: texts and lists append, objects merge, anything else is replaced; a null erases
/// nothing.</summary>
/// <remarks>A text under a name that identifies rather than says something (<c>id</c>, <c>type</c>, …) is replaced, too.</remarks>
internal sealed class JsonBuilder(string? name)
{
    private static readonly string[] Identifying = ["id", "type", "name", "role", "object", "format"];

    private TextBuilder? text;
    private MembersBuilder? members;
    private List<JsonBuilder>? items;
    private Dictionary<string, JsonBuilder>? itemsByIndex;
    private JToken? other;

    /// <summary>Gets the text so far; null when the value is not a text.</summary>
    public string? Text => text?.Value;

    /// <summary>Gets the members so far; null when the value is not an object.</summary>
    public MembersBuilder? Members => members;

    public void Add(JToken piece)
    {
        switch (piece)
        {
            case JValue { Type: JTokenType.String, Value: string value }:
                AddText(value);
                break;
            case JObject value:
                AddMembers(value);
                break;
            case JArray value:
                AddItems(value);
                break;
            case JValue { Type: JTokenType.Null } when text is not null || members is not null || items is not null || other is not null:
                break;
            default:
                Reset();
                other = piece;
                break;
        }
    }

    public JToken ToToken()
    {
        if (text is not null)
        {
            return new JValue(text.Value);
        }

        if (members is not null)
        {
            var result = new JObject();
            members.CopyTo(result);
            return result;
        }

        if (items is not null)
        {
            var result = new JArray();
            foreach (JsonBuilder item in items)
            {
                result.Add(item.ToToken());
            }

            return result;
        }

        // Newtonsoft's copy of a number would not keep its literal.
        return other is ExactNumber number ? new ExactNumber(number.Literal) : other?.DeepClone() ?? JValue.CreateNull();
    }

    private void AddText(string value)
    {
        if (text is null)
        {
            Reset();
            text = new TextBuilder();
        }

        if (name is null || Array.IndexOf(Identifying, name) < 0)
        {
            text.Append(value);
        }
        else if (value.Length > 0 || text.Value is null)
        {
            text.Replace(value);
        }
    }

    private void AddMembers(JObject value)
    {
        if (members is null)
        {
            Reset();
            members = new MembersBuilder();
        }

        foreach (JProperty member in value.Properties())
        {
            members.Add(member.Name, member.Value);
        }
    }

    private void AddItems(JArray value)
    {
        if (items is null)
        {
            Reset();
            items = [];
        }

        foreach (JToken item in value)
        {
            ItemFor(item).Add(item);
        }
    }

    // Pieces of one item share an index, as tool calls do.
    private JsonBuilder ItemFor(JToken piece)
    {
        string? index = (piece as JObject)?["index"] is JValue { Type: JTokenType.Integer } number ? number.ToString() : null;
        if (index is not null && itemsByIndex is not null && itemsByIndex.TryGetValue(index, out JsonBuilder? known))
        {
            return known;
        }

        var item = new JsonBuilder(null);
        items!.Add(item);
        if (index is not null)
        {
            (itemsByIndex ??= []).Add(index, item);
        }

        return item;
    }

    private void Reset()
    {
        text = null;
        members = null;
        items = null;
        itemsByIndex = null;
        other = null;
    }
}
