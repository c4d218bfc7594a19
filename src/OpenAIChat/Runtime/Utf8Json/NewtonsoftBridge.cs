using System.Globalization;
using System.Numerics;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>Carries JSON between Newtonsoft's readers and writers, of whatever kind, and UTF-8 bytes.</summary>
internal static class NewtonsoftBridge
{
    // Its tables make a reader worth keeping.
    [ThreadStatic]
    private static Utf8TokenReader? idleReader;

    /// <summary>Copies the value that a reader stands on; the reader is left on its last token, its settings as they were.</summary>
    public static void Read(JsonReader reader, Utf8TokenWriter target)
    {
        DateParseHandling dates = reader.DateParseHandling;
        FloatParseHandling numbers = reader.FloatParseHandling;
        // Text that looks like a date stays text, and a number of any size is read without an error: its digits are taken from the text.
        reader.DateParseHandling = DateParseHandling.None;
        reader.FloatParseHandling = reader is JsonTextReader ? FloatParseHandling.Double : FloatParseHandling.Decimal;
        try
        {
            int depth = 0;
            while (Copy(reader, target, ref depth) || depth > 0)
            {
                Advance(reader, target);
            }
        }
        finally
        {
            reader.DateParseHandling = dates;
            reader.FloatParseHandling = numbers;
        }
    }

    /// <summary>Gets the text that a reader stands on, or null.</summary>
    public static string? ReadText(JsonReader reader) => reader.TokenType switch
    {
        JsonToken.String => reader.Value as string ?? Convert.ToString(reader.Value, CultureInfo.InvariantCulture),
        // A tree parsed elsewhere may hold dates already: their ISO text is the nearest to what it was.
        JsonToken.Date => JsonConvert.ToString(reader.Value).Trim('"'),
        JsonToken.Bytes => Convert.ToBase64String((byte[])reader.Value!),
        JsonToken.Null or JsonToken.Undefined => null,
        _ => throw Error(reader, "Expected text."),
    };

    /// <summary>Copies one JSON value to a writer.</summary>
    public static void Write(ReadOnlyMemory<byte> json, JsonWriter writer)
    {
        // Escaped, quoted and spaced as these bytes are.
        if (writer.GetType() == typeof(JsonTextWriter)
            && writer is JsonTextWriter
            {
                Formatting: Formatting.None,
                StringEscapeHandling: StringEscapeHandling.Default,
                QuoteChar: '"',
                QuoteName: true,
            })
        {
            writer.WriteRawValue(Utf8Text.Decode(json));
            return;
        }

        // Whoever writes a second value while writing this one gets a reader of its own.
        Utf8TokenReader reader = idleReader ?? new Utf8TokenReader(cacheBits: 8);
        idleReader = null;
        try
        {
            reader.Reset(json, maxDepth: int.MaxValue);
            while (reader.Read())
            {
                Write(reader, writer);
            }
        }
        finally
        {
            reader.Release();
            idleReader = reader;
        }
    }

    // False when the token completes the value, or what is left of it is an end.
    private static bool Copy(JsonReader reader, Utf8TokenWriter target, ref int depth)
    {
        switch (reader.TokenType)
        {
            case JsonToken.StartObject:
                target.Start((byte)'{');
                depth++;
                return true;
            case JsonToken.StartArray:
                target.Start((byte)'[');
                depth++;
                return true;
            case JsonToken.EndObject:
                target.End((byte)'}');
                depth--;
                return false;
            case JsonToken.EndArray:
                target.End((byte)']');
                depth--;
                return false;
            case JsonToken.PropertyName:
                target.Name((string)reader.Value!);
                return true;
            case JsonToken.Comment:
                return true;
            case JsonToken.Null or JsonToken.Undefined:
                target.Null();
                return false;
            case JsonToken.Boolean:
                target.Boolean((bool)reader.Value!);
                return false;
            case JsonToken.Integer:
                CopyInteger(reader, target);
                return false;
            case JsonToken.Float:
                CopyFraction(reader, target);
                return false;
            case JsonToken.Raw:
                target.Raw(Convert.ToString(reader.Value, CultureInfo.InvariantCulture)!);
                return false;
            case JsonToken.String or JsonToken.Date or JsonToken.Bytes:
                CopyText(ReadText(reader)!, target);
                return false;
            default:
                throw Error(reader, $"Expected a JSON value but found {reader.TokenType}.");
        }
    }

    private static void Advance(JsonReader reader, Utf8TokenWriter target)
    {
        while (true)
        {
            try
            {
                if (reader.Read())
                {
                    return;
                }
            }
            catch (JsonReaderException refusal) when (IsTooLarge(refusal, JsonTextLiteral.Find(reader)))
            {
                // .NET Framework refuses what is beyond all doubles; the reader goes on after it.
                target.Raw(JsonTextLiteral.Find(reader)!);
                continue;
            }

            throw Error(reader, "The JSON ends before it is complete.");
        }
    }

    private static bool IsTooLarge(JsonReaderException refusal, string? literal) =>
        literal is not null && refusal.Message.StartsWith($"Input string '{literal}' is not a valid number.", StringComparison.Ordinal);

    private static void CopyText(string text, Utf8TokenWriter target)
    {
        if (Utf8Text.HasHalfSurrogatePair(text))
        {
            // It has no UTF-8; the other half may be in the next piece of a stream.
            target.Raw(JsonConvert.ToString(text, '"', StringEscapeHandling.EscapeNonAscii));
        }
        else
        {
            target.String(text);
        }
    }

    private static void CopyInteger(JsonReader reader, Utf8TokenWriter target)
    {
        if (reader.Value is long number)
        {
            // The reader knows no negative zero.
            if (number == 0 && JsonTextLiteral.Find(reader) is { } literal)
            {
                target.Raw(literal);
            }
            else
            {
                target.Integer(number);
            }
        }
        else
        {
            target.Raw(reader.Value is BigInteger large
                ? large.ToString(CultureInfo.InvariantCulture)
                : Convert.ToString(reader.Value, CultureInfo.InvariantCulture)!);
        }
    }

    private static void CopyFraction(JsonReader reader, Utf8TokenWriter target)
    {
        string? literal = JsonTextLiteral.Find(reader) ?? (reader as JTokenReader)?.CurrentToken switch
        {
            ExactNumber exact => exact.Literal,
            _ => null,
        };
        if (literal is not null)
        {
            target.Raw(literal);
            return;
        }

        switch (reader.Value)
        {
            case decimal number:
                target.Raw(JsonConvert.ToString(number));
                break;
            case double number when !double.IsNaN(number) && !double.IsInfinity(number):
                target.Double(number);
                break;
            case float number when !float.IsNaN(number) && !float.IsInfinity(number):
                target.Raw(JsonConvert.ToString(number));
                break;
            default:
                throw Error(reader, $"{Convert.ToString(reader.Value, CultureInfo.InvariantCulture)} is not a JSON number.");
        }
    }

    private static void Write(Utf8TokenReader reader, JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonToken.StartObject:
                writer.WriteStartObject();
                break;
            case JsonToken.EndObject:
                writer.WriteEndObject();
                break;
            case JsonToken.StartArray:
                writer.WriteStartArray();
                break;
            case JsonToken.EndArray:
                writer.WriteEndArray();
                break;
            case JsonToken.PropertyName:
                writer.WritePropertyName(reader.ReadString()!);
                break;
            case JsonToken.String:
                writer.WriteValue(reader.ReadString());
                break;
            case JsonToken.Boolean:
                writer.WriteValue(reader.ReadBoolean());
                break;
            case JsonToken.Null:
                writer.WriteNull();
                break;
            default:
                WriteNumber(reader, writer);
                break;
        }
    }

    private static void WriteNumber(Utf8TokenReader reader, JsonWriter writer)
    {
        JValue number = reader.ReadNumber();
        if (number.Value is long integer)
        {
            writer.WriteValue(integer);
        }
        else if (writer is JsonTextWriter)
        {
            writer.WriteRawValue(Encoding.UTF8.GetString(reader.Literal.ToArray()));
        }
        else if (reader.TokenType == JsonToken.Integer && number is not ExactNumber)
        {
            writer.WriteValue(number.Value);
        }
        else
        {
            WriteFraction(number, reader, writer);
        }
    }

    // As the double it most likely was, unless a decimal has digits that a double has not.
    private static void WriteFraction(JValue number, Utf8TokenReader reader, JsonWriter writer)
    {
        double value = reader.ReadDouble();
        if (number.Value is decimal exact && JsonConvert.ToString(value) != JsonConvert.ToString(exact))
        {
            writer.WriteValue(exact);
        }
        else
        {
            writer.WriteValue(value);
        }
    }

    private static JsonSerializationException Error(JsonReader reader, string message)
    {
        (int line, int position) = reader is IJsonLineInfo info && info.HasLineInfo() ? (info.LineNumber, info.LinePosition) : (0, 0);
        string place = line > 0 ? $", line {line}, position {position}" : "";
        return new JsonSerializationException($"{message} Path '{reader.Path}'{place}.", reader.Path, line, position, null);
    }
}
