using System.Globalization;
using System.Numerics;
using System.Text;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.StructuredOutput;

/// <summary>
/// A JSON value as the model wrote it: numbers by their literal, members in order and with their repetitions, perhaps still growing.
/// </summary>
internal sealed class JsonNode(JsonNodeKind kind)
{
    private string? text;

    public JsonNodeKind Kind => kind;

    /// <summary>Gets or sets whether the end of the value has been read.</summary>
    public bool IsComplete { get; set; }

    /// <summary>Gets the names of an object's members, in step with <see cref="Items"/>.</summary>
    public List<string> Names { get; } = kind == JsonNodeKind.Object ? [] : None.Names;

    /// <summary>Gets the values of an object's members, or the items of an array.</summary>
    public List<JsonNode> Items { get; } = kind is JsonNodeKind.Object or JsonNodeKind.Array ? [] : None.Items;

    /// <summary>Gets or sets the characters of a string that is still growing.</summary>
    public StringBuilder? Growing { get; set; }

    /// <summary>Gets or sets what a complete value was read as while the rest was still arriving.</summary>
    public object? ReadValue { get; set; }

    /// <summary>Gets or sets the text of a string, unescaped, or the literal of a number.</summary>
    public string Text
    {
        get => text ?? Growing?.ToString() ?? "";
        set => text = value;
    }

    /// <summary>Gets the text of a string as far as it can be shown: without the first half of a character that takes two.</summary>
    public string KnownText =>
        IsComplete || Growing is not { Length: > 0 } growing || !char.IsHighSurrogate(growing[^1])
            ? Text
            : growing.ToString(0, growing.Length - 1);

    // A string shows while it grows; a number may still become another one.
    private bool IsKnown => IsComplete || kind is JsonNodeKind.String or JsonNodeKind.Object or JsonNodeKind.Array;

    /// <summary>
    /// Converts what is known to a token; a number becomes the first of long, BigInteger, decimal and double that holds it.
    /// </summary>
    public JToken ToToken() => kind switch
    {
        JsonNodeKind.Object => ToObject(),
        JsonNodeKind.Array => new JArray(Items.Where(static item => item.IsKnown).Select(static item => item.ToToken())),
        JsonNodeKind.String => new JValue(KnownText),
        JsonNodeKind.Number => ToNumber(Text),
        JsonNodeKind.True => new JValue(true),
        JsonNodeKind.False => new JValue(false),
        _ => JValue.CreateNull(),
    };

    private JObject ToObject()
    {
        var result = new JObject();
        for (int i = 0; i < Items.Count; i++)
        {
            if (Items[i].IsKnown)
            {
                result[Names[i]] = Items[i].ToToken();
            }
        }

        return result;
    }

    private static JValue ToNumber(string literal)
    {
        if (literal.IndexOfAny(['.', 'e', 'E']) < 0)
        {
            if (long.TryParse(literal, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
            {
                return new JValue(whole);
            }

            if (JsonNumber.TryReadInteger(literal, out BigInteger large))
            {
                return new JValue(large);
            }
        }

        return decimal.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact)
            ? new JValue(exact)
            : new JValue(
                double.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                    ? value
                    : double.PositiveInfinity);
    }

    private static class None
    {
        public static readonly List<string> Names = [];
        public static readonly List<JsonNode> Items = [];
    }
}
