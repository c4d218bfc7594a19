using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>Reads values from a Newtonsoft reader of whatever kind: <see cref="JsonInput"/> over anything but our own UTF-8 reader.</summary>
internal static class TokenInput
{
    /// <summary>How deep objects and lists may nest: deep enough for any contract, shallow enough for any stack.</summary>
    internal const int MaxDepth = 64;

    public static void StartObject(JsonReader reader)
    {
        if (reader.TokenType != JsonToken.StartObject)
        {
            throw Unexpected(reader, "an object");
        }

        CheckDepth(reader);
    }

    public static void StartArray(JsonReader reader)
    {
        if (reader.TokenType != JsonToken.StartArray)
        {
            throw Unexpected(reader, "a list");
        }

        CheckDepth(reader);
    }

    public static bool NextMember(JsonReader reader, JsonModel model, MemberTable members, ref int member)
    {
        while (true)
        {
            if (NextName(reader) is not { } name)
            {
                return false;
            }

            int index = members.IndexOf(name, member + 1);
            JsonKind kind = index < 0 ? JsonKind.Any : members.Kind(index);
            string? literal = ReadValueStart(reader, kind == JsonKind.Number ? FloatParseHandling.Double : FloatParseHandling.Decimal);
            if (literal is not null)
            {
                if (kind is JsonKind.Object or JsonKind.Map or JsonKind.Array)
                {
                    throw Error(reader, $"Expected {(kind == JsonKind.Array ? "a list" : "an object")} but found a number.");
                }

                Keep(model, name, index, new ExactNumber(literal));
            }
            else if (index < 0)
            {
                model.AdditionalProperties[name] = ReadToken(reader);
            }
            else if (reader.TokenType is JsonToken.Null or JsonToken.Undefined)
            {
                KeepNull(model, name, index);
            }
            else if (Fits(reader, kind))
            {
                model.Accept(members, index, reader.TokenType);
                member = index;
                return true;
            }
            else
            {
                KeepMisfit(reader, model, name, kind);
            }
        }
    }

    /// <summary>Moves to the next entry of a map and returns its name, or null at the end of the map.</summary>
    public static string? NextEntry(JsonReader reader, FloatParseHandling numbers)
    {
        string? name = NextName(reader);
        if (name is not null && ReadValueStart(reader, numbers) is { } literal)
        {
            throw TooLarge(reader, literal);
        }

        return name;
    }

    public static bool NextItem(JsonReader reader, FloatParseHandling numbers)
    {
        if (ReadValueStart(reader, numbers) is { } literal)
        {
            throw TooLarge(reader, literal);
        }

        return reader.TokenType != JsonToken.EndArray;
    }

    public static string? ReadString(JsonReader reader) => reader.TokenType switch
    {
        JsonToken.String => reader.Value as string ?? Convert.ToString(reader.Value, CultureInfo.InvariantCulture),
        // A tree parsed elsewhere may hold dates already: their ISO text is the nearest to what it was.
        JsonToken.Date => JsonConvert.ToString(reader.Value).Trim('"'),
        JsonToken.Null or JsonToken.Undefined => null,
        _ => throw Unexpected(reader, "text"),
    };

    public static int ReadInt32(JsonReader reader)
    {
        long value = ReadInt64(reader);
        return value is >= int.MinValue and <= int.MaxValue
            ? (int)value
            : throw Error(reader, $"The number {value.ToString(CultureInfo.InvariantCulture)} is outside the range of a 32-bit integer.");
    }

    public static long ReadInt64(JsonReader reader)
    {
        if (reader.TokenType is JsonToken.Integer or JsonToken.Float)
        {
            return TryInt64(reader.Value, out long value) ? value : throw Error(reader, $"The number {Text(reader.Value)} is not a 64-bit integer.");
        }

        throw Unexpected(reader, "a whole number");
    }

    public static double ReadDouble(JsonReader reader)
    {
        if (reader.TokenType is not (JsonToken.Integer or JsonToken.Float))
        {
            throw Unexpected(reader, "a number");
        }

        return reader.Value switch
        {
            double value => value,
            BigInteger value => (double)value,
            // The framework's conversion from decimal is not correctly rounded; its parser is.
            decimal value => double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
            var value => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        };
    }

    public static bool ReadBoolean(JsonReader reader) =>
        reader.TokenType == JsonToken.Boolean ? (bool)reader.Value! : throw Unexpected(reader, "true or false");

    public static JsonObject ReadJsonObject(JsonReader reader)
    {
        StartObject(reader);
        return new JsonObject((JObject)ReadToken(reader));
    }

    public static JToken ReadToken(JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonToken.StartObject:
                CheckDepth(reader);
                var members = new JObject();
                while (NextName(reader) is { } name)
                {
                    Set(members, name, ReadNextToken(reader)!);
                }

                return members;
            case JsonToken.StartArray:
                CheckDepth(reader);
                var items = new JArray();
                while (ReadNextToken(reader) is { } item)
                {
                    items.Add(item);
                }

                return items;
            case JsonToken.Null:
                return JValue.CreateNull();
            case JsonToken.Undefined:
                return JValue.CreateUndefined();
            case JsonToken.Raw:
                return new JRaw(reader.Value);
            case JsonToken.Date:
                return new JValue(ReadString(reader));
            case JsonToken.Integer or JsonToken.Float or JsonToken.String or JsonToken.Boolean or JsonToken.Bytes:
                return reader is JTokenReader { CurrentToken: ExactNumber number } ? new ExactNumber(number.Literal) : new JValue(reader.Value);
            default:
                throw Unexpected(reader, "a JSON value");
        }
    }

    /// <summary>Finds the text of a member of the object that the reader stands on; what is returned stands on the same object, with nothing lost.</summary>
    public static JsonReader LookAhead(JsonReader reader, string member, out string? text)
    {
        string path = reader.Path;
        var buffered = new JObject();
        text = null;
        for (string? name = NextName(reader); name is not null; name = NextName(reader))
        {
            string? literal = ReadValueStart(reader, FloatParseHandling.Decimal);
            if (buffered.Count == 0 && name == member && literal is null && reader.TokenType == JsonToken.String)
            {
                text = ReadString(reader);
                return new RewoundReader(reader, name, path);
            }

            Set(buffered, name, literal is null ? ReadToken(reader) : new ExactNumber(literal));
        }

        text = buffered.TryGetValue(member, out JToken? found) && found.Type == JTokenType.String ? (string?)found : null;
        var replay = new JTokenReader(buffered, path);
        replay.Read();
        return replay;
    }

    /// <summary>Sets a member; the last of a repeated name wins.</summary>
    /// <remarks>The indexer of JObject compares the values first and overflows when it comes upon a decimal and a large double.</remarks>
    public static void Set(JObject members, string name, JToken value)
    {
        if (members.Property(name) is { } repeated)
        {
            repeated.Replace(new JProperty(name, value));
        }
        else
        {
            members.Add(name, value);
        }
    }

    public static JsonSerializationException Unexpected(JsonReader reader, string expected) =>
        Error(reader, $"Expected {expected} but found {Describe(reader.TokenType)}.");

    private static string? NextName(JsonReader reader)
    {
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonToken.PropertyName:
                    return (string)reader.Value!;
                case JsonToken.EndObject:
                    return null;
                case JsonToken.Comment:
                    break;
                default:
                    throw Unexpected(reader, "a member");
            }
        }

        throw EndOfText(reader);
    }

    // Null at the end of the list.
    private static JToken? ReadNextToken(JsonReader reader)
    {
        string? literal = ReadValueStart(reader, FloatParseHandling.Decimal);
        return literal is not null ? new ExactNumber(literal) : reader.TokenType == JsonToken.EndArray ? null : ReadToken(reader);
    }

    /// <summary>Moves to the next token; a number that the reader cannot hold as a decimal is passed over and its literal returned.</summary>
    /// <remarks>
    /// JsonTextReader knows two ways to read a fraction: as a double, which loses digits, or as a decimal, which refuses what is too large.
    /// It goes on behind a refused number, and its message is the only place that has the literal.
    /// Magnitudes below 1e-28 are rounded by JsonTextReader without a word; our own reader keeps them.
    /// </remarks>
    private static string? ReadValueStart(JsonReader reader, FloatParseHandling numbers)
    {
        reader.FloatParseHandling = numbers;
        do
        {
            try
            {
                if (!reader.Read())
                {
                    throw EndOfText(reader);
                }
            }
            catch (JsonReaderException refusal) when (numbers == FloatParseHandling.Decimal && LiteralIn(refusal.Message) is not null)
            {
                return LiteralIn(refusal.Message);
            }
        }
        while (reader.TokenType == JsonToken.Comment);
        return null;
    }

    private static string? LiteralIn(string message)
    {
        const string Start = "Input string '";
        const string End = "' is not a valid decimal.";
        int end = message.IndexOf(End, StringComparison.Ordinal);
        if (end < 0 || !message.StartsWith(Start, StringComparison.Ordinal))
        {
            return null;
        }

        string literal = message.Substring(Start.Length, end - Start.Length);
        return IsNumber(literal) ? literal : null;
    }

    // JsonTextReader takes whatever is made of these characters for a number, such as 12e or --1.
    private static bool IsNumber(string literal) =>
        Regex.IsMatch(literal, @"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant);

    /// <summary>Tells whether the current value can be read into a member.</summary>
    private static bool Fits(JsonReader reader, JsonKind kind)
    {
        JsonToken token = reader.TokenType;
        return kind switch
        {
            JsonKind.String or JsonKind.Enum => token is JsonToken.String or JsonToken.Date,
            JsonKind.Int32 => token is JsonToken.Integer or JsonToken.Float && TryInt64(reader.Value, out long number) && number == (int)number,
            JsonKind.Int64 => token is JsonToken.Integer or JsonToken.Float && TryInt64(reader.Value, out _),
            JsonKind.Number => token is JsonToken.Integer or JsonToken.Float,
            JsonKind.Boolean => token == JsonToken.Boolean,
            JsonKind.Object or JsonKind.Map => token == JsonToken.StartObject,
            JsonKind.Array => token == JsonToken.StartArray,
            _ => true,
        };
    }

    /// <summary>
    /// Keeps a value of the wrong kind aside, so that nothing a server sends breaks the whole. Only an object or list must be one, unless
    /// what stands in its place is empty, as some servers write "none".
    /// </summary>
    internal static void KeepMisfit(JsonReader reader, JsonModel model, string name, JsonKind kind)
    {
        JsonSerializationException? fault = kind is JsonKind.Object or JsonKind.Map or JsonKind.Array
            ? Unexpected(reader, kind == JsonKind.Array ? "a list" : "an object")
            : null;
        JToken value = new JsonInput(reader).ReadToken();
        if (fault is not null && value is not (JContainer { Count: 0 } or JValue { Value: "" or false }))
        {
            throw fault;
        }

        model.KeepMisfit(name, value);
    }

    private static void Keep(JsonModel model, string name, int index, JToken value)
    {
        if (index < 0)
        {
            model.AdditionalProperties[name] = value;
        }
        else
        {
            model.KeepMisfit(name, value);
        }
    }

    internal static void KeepNull(JsonModel model, string name, int index)
    {
        if (index < 64)
        {
            model.Mark(index);
        }
        else
        {
            model.AdditionalProperties[name] = JValue.CreateNull();
        }
    }

    private static bool TryInt64(object? value, out long result)
    {
        switch (value)
        {
            case long number:
                result = number;
                return true;
            case BigInteger number:
                result = number >= long.MinValue && number <= long.MaxValue ? (long)number : 0;
                return result == number;
            case ulong number:
                result = unchecked((long)number);
                return number <= long.MaxValue;
            case double number:
                // 2^63 is the first double beyond long.
                result = number >= -9223372036854775808.0 && number < 9223372036854775808.0 ? (long)number : 0;
                return result == number;
            case decimal number:
                result = number >= long.MinValue && number <= long.MaxValue ? (long)number : 0;
                return result == number;
            case float number:
                return TryInt64((double)number, out result);
            default:
                result = Convert.ToInt64(value, CultureInfo.InvariantCulture);
                return true;
        }
    }

    private static void CheckDepth(JsonReader reader)
    {
        if (reader.Depth >= MaxDepth)
        {
            throw new JsonReaderException($"The JSON is nested deeper than {MaxDepth} levels. Path '{reader.Path}'.", reader.Path, 0, 0, null);
        }
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static string Describe(JsonToken token) => token switch
    {
        JsonToken.StartObject => "an object",
        JsonToken.StartArray => "a list",
        JsonToken.String or JsonToken.Date or JsonToken.Bytes => "text",
        JsonToken.Integer or JsonToken.Float => "a number",
        JsonToken.Boolean => "a boolean",
        JsonToken.Null => "null",
        JsonToken.None => "nothing",
        _ => token.ToString(),
    };

    private static JsonSerializationException TooLarge(JsonReader reader, string literal) => Error(reader, $"The number {literal} is too large.");

    private static JsonReaderException EndOfText(JsonReader reader)
    {
        (int line, int position) = Place(reader);
        return new JsonReaderException($"The JSON ends too early. Path '{reader.Path}', line {line}, position {position}.", reader.Path, line, position, null);
    }

    private static JsonSerializationException Error(JsonReader reader, string message)
    {
        (int line, int position) = Place(reader);
        string place = line > 0 ? $" Path '{reader.Path}', line {line}, position {position}." : $" Path '{reader.Path}'.";
        return new JsonSerializationException(message + place, reader.Path, line, position, null);
    }

    private static (int Line, int Position) Place(JsonReader reader) =>
        reader is Utf8JsonTextReader utf8 ? utf8.Place() : reader is IJsonLineInfo info && info.HasLineInfo() ? (info.LineNumber, info.LinePosition) : (0, 0);
}
