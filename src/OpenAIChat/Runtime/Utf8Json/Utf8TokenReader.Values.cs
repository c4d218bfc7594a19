using System.Buffers;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>From token to value.</summary>
internal sealed partial class Utf8TokenReader
{
    /// <summary>Gets the text between the quotes, escapes and all, or the number as it is written.</summary>
    public ReadOnlySpan<byte> Literal => data.AsSpan(valueStart, valueEnd - valueStart);

    /// <summary>
    /// Gets whether the current value holds nothing, as some servers write "none": <c>""</c>, <c>{}</c>, <c>[]</c> or <c>false</c>.
    /// </summary>
    public bool IsEmpty
    {
        get
        {
            switch (token)
            {
                case JsonToken.String:
                    return valueStart == valueEnd;
                case JsonToken.Boolean:
                    return data[tokenStart] == (byte)'f';
                case JsonToken.StartObject or JsonToken.StartArray:
                    int next = AfterWhitespace(position);
                    return next < end && data[next] == (token == JsonToken.StartObject ? (byte)'}' : (byte)']');
                default:
                    return false;
            }
        }
    }

    /// <summary>Reads text, or null.</summary>
    public string? ReadString() => token switch
    {
        JsonToken.String or JsonToken.PropertyName => knownText ?? Text(),
        JsonToken.Null => null,
        _ => throw Unexpected("text"),
    };

    public bool ReadBoolean() => token == JsonToken.Boolean ? data[tokenStart] == (byte)'t' : throw Unexpected("true or false");

    /// <summary>Gets the text of the name or value just passed.</summary>
    public string ReadName() => Text();

    /// <summary>Gets whether the text of the current token holds escapes.</summary>
    public bool IsEscaped => escaped;

    /// <summary>Determines whether the current name or text is this one.</summary>
    public bool IsText(string text)
    {
        if (escaped || valueEnd - valueStart != text.Length)
        {
            return escaped && Text() == text;
        }

        for (int i = 0; i < text.Length; i++)
        {
            if (data[valueStart + i] != text[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Passes the current value.</summary>
    public void Skip()
    {
        if (token is JsonToken.StartObject or JsonToken.StartArray)
        {
            SkipContainer();
        }
    }

    /// <summary>Moves from the start of an object or list to its end, looking at every token.</summary>
    public void SkipContainer()
    {
        int outside = depth - 1;
        do
        {
            Read();
        }
        while (depth > outside);
    }

    /// <summary>
    /// Determines whether the object whose member this value is has another member of that name further on. Only for errors: looks at all
    /// that
    /// follows.
    /// </summary>
    /// <param name="quoted">The name in UTF-8, with its quotes.</param>
    public bool IsRepeatedLater(byte[] quoted)
    {
        Checkpoint here = Save();
        (int from, int to, bool hasEscapes, long integer, Level level) = (valueStart, valueEnd, escaped, smallInteger, levels[depth - 1]);
        bool found = false;
        Skip();
        while (!found && MoveToName(first: false))
        {
            found = ReadQuotedName().SequenceEqual(quoted);
            MoveToValue();
            Skip();
        }

        Restore(here);
        (valueStart, valueEnd, escaped, smallInteger, levels[depth - 1]) = (from, to, hasEscapes, integer, level);
        return found;
    }

    /// <summary>Passes the current value and returns its bytes as they stand in the document.</summary>
    public ReadOnlySpan<byte> ReadRaw()
    {
        int from = tokenStart;
        if (token is JsonToken.StartObject or JsonToken.StartArray)
        {
            SkipContainer();
        }

        ReadOnlySpan<byte> json = data.AsSpan(from, position - from);
        return Utf8Text.IsValid(json) ? json : throw InvalidUtf8();
    }

    /// <summary>Reads free-form JSON such that every number is written again as it was.</summary>
    public JToken ReadToken()
    {
        switch (token)
        {
            case JsonToken.StartObject:
                var members = new JObject();
                while (NextEntry() is { } name)
                {
                    Set(members, name, ReadToken());
                }

                return members;
            case JsonToken.StartArray:
                var items = new JArray();
                while (NextItem())
                {
                    items.Add(ReadToken());
                }

                return items;
            case JsonToken.String:
                return new JValue(Text());
            case JsonToken.Integer or JsonToken.Float:
                return ReadNumber();
            case JsonToken.Boolean:
                return new JValue(data[tokenStart] == (byte)'t');
            case JsonToken.Null:
                return JValue.CreateNull();
            default:
                throw Unexpected("a JSON value");
        }
    }

    // Of a repeated name the last wins. Through null, for JProperty compares old and new, and overflows on a decimal and a large double.
    private static void Set(JObject members, string name, JToken value)
    {
        if (members.Property(name) is { } repeatedMember)
        {
            repeatedMember.Value = JValue.CreateNull();
            repeatedMember.Value = value;
        }
        else
        {
            members.Add(name, value);
        }
    }

    private string Text()
    {
        int length = valueEnd - valueStart;
        if (length == 0)
        {
            return "";
        }

        string? text = escaped
            ? Unescape()
            : length <= StringCache.LongestText ? strings.TryGet(data, valueStart, length) : Utf8Text.TryDecode(data, valueStart, length);
        return text ?? throw InvalidUtf8();
    }

    // Null when it is not valid UTF-8.
    private string? Unescape()
    {
        ReadOnlySpan<byte> text = Literal;
        if (!Utf8Text.IsValid(text))
        {
            return null;
        }

        char[] characters = ArrayPool<char>.Shared.Rent(text.Length);
        string result = new(characters, 0, EscapedText.Decode(text, characters));
        ArrayPool<char>.Shared.Return(characters);
        return result;
    }

    private JsonReaderException InvalidUtf8() => Error("The text is not valid UTF-8.");
}
