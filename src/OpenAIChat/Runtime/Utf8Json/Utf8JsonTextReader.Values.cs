#if NET
using System.Buffers.Text;
#endif
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenAIChat.Runtime;

namespace OpenAIChat;

/// <summary>From token to value.</summary>
public sealed partial class Utf8JsonTextReader
{
    // Every power of ten that a double holds exactly.
    private static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    private ReadOnlySpan<byte> Literal => data.AsSpan(valueStart, valueEnd - valueStart);

    internal string? ReadString() => token switch
    {
        JsonToken.String => value is string known ? known : Text(),
        JsonToken.Null => null,
        _ => TokenInput.ReadString(this),
    };

    internal int ReadInt32()
    {
        // Nine digits always fit.
        if (token == JsonToken.Integer && valueEnd - valueStart <= 9)
        {
            return (int)smallInteger;
        }

        return TokenInput.ReadInt32(this);
    }

    internal long ReadInt64() => token switch
    {
        JsonToken.Integer when valueEnd - valueStart <= 18 => smallInteger,
        // Let through only when it is whole.
        JsonToken.Float when IsWhole() => (long)ParseDouble(),
        _ => TokenInput.ReadInt64(this),
    };

    internal double ReadDouble() => token is JsonToken.Float or JsonToken.Integer ? ParseDouble() : TokenInput.ReadDouble(this);

    internal bool ReadBoolean() => token == JsonToken.Boolean ? data[tokenStart] == (byte)'t' : TokenInput.ReadBoolean(this);

    /// <summary>Reads free-form JSON such that every literal is written again as it was.</summary>
    internal JToken ReadToken()
    {
        switch (token)
        {
            case JsonToken.StartObject:
                CheckDepth();
                var members = new JObject();
                for (bool first = true; NextName(first); first = false)
                {
                    string name = Text();
                    ReadValue();
                    TokenInput.Set(members, name, ReadToken());
                }

                return members;
            case JsonToken.StartArray:
                CheckDepth();
                var items = new JArray();
                for (bool first = true; NextItem(first); first = false)
                {
                    items.Add(ReadToken());
                }

                return items;
            case JsonToken.String:
                return new JValue(Text());
            case JsonToken.Integer or JsonToken.Float:
                return MakeNumberToken();
            case JsonToken.Boolean:
                return new JValue(data[tokenStart] == (byte)'t');
            case JsonToken.Null:
                return JValue.CreateNull();
            default:
                return TokenInput.ReadToken(this);
        }
    }

    /// <summary>Copies an object as bytes, without the blanks between its tokens.</summary>
    internal JsonObject ReadJsonObject()
    {
        TokenInput.StartObject(this);
        int from = tokenStart;
        SkipContainer();
        return new JsonObject(JsonText.WithoutBlanks(data.AsSpan(from, position - from)));
    }

    // From the start of an object or list to its end, looking at every token.
    private void SkipContainer()
    {
        int outside = depth - 1;
        do
        {
            Next();
        }
        while (depth > outside);
    }

    private string Text()
    {
        int length = valueEnd - valueStart;
        if (escaped)
        {
            return Unescape();
        }

        return length switch
        {
            0 => "",
            <= StringCache.LongestText => strings.Get(data, valueStart, length),
            _ => Utf8Text.Decode(data, valueStart, length),
        };
    }

    private string LiteralText() => Utf8Text.Decode(data, valueStart, valueEnd - valueStart);

    // Up to 2^53 times or by a power of ten up to 10^22, both exact, gives the correctly rounded value in one step (Clinger, 1990).
    private double ParseDouble()
    {
        byte[] bytes = data;
        int at = valueStart;
        bool negative = bytes[at] == (byte)'-';
        at += negative ? 1 : 0;
        ulong digits = 0;
        int scale = 0;
        bool fraction = false;
        for (; at < valueEnd; at++)
        {
            uint digit = (uint)(bytes[at] - '0');
            if (digit <= 9)
            {
                // Nineteen digits fit an unsigned long, and more than 2^53 is of no use anyhow.
                if (digits >= 1_000_000_000_000_000_000)
                {
                    return ParseAnyDouble();
                }

                digits = (digits * 10) + digit;
                scale += fraction ? 1 : 0;
            }
            else if (bytes[at] == (byte)'.')
            {
                fraction = true;
            }
            else
            {
                return ParseAnyDouble();
            }
        }

        if (digits > 1UL << 53 || scale >= PowersOfTen.Length)
        {
            return ParseAnyDouble();
        }

        double result = digits / PowersOfTen[scale];
        return negative ? -result : result;
    }

    private double ParseAnyDouble()
    {
#if NET
        // Newer frameworks round correctly here too, and take half the time of double.Parse; what is beyond all doubles it may refuse.
        if (Utf8Parser.TryParse(Literal, out double number, out int consumed) && consumed == valueEnd - valueStart)
        {
            return number;
        }

        return double.Parse(Literal, NumberStyles.Float, CultureInfo.InvariantCulture);
#else
        return ExactNumber.Approximate(LiteralText());
#endif
    }

    private object MakeInteger()
    {
        ReadOnlySpan<byte> literal = Literal;
        if (literal.Length <= 18)
        {
            return smallInteger;
        }

        // Making a number of many digits takes quadratic time; Newtonsoft draws the line here too.
        if (literal.Length > 380)
        {
            throw Fault("The integer has too many digits.");
        }

        string text = LiteralText();
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long small)
            ? (object)small
            : BigInteger.Parse(text, CultureInfo.InvariantCulture);
    }

    private object MakeFloat()
    {
        if (FloatParseHandling != FloatParseHandling.Decimal)
        {
            return ParseDouble();
        }

        string text = LiteralText();
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact)
            ? exact
            : throw Fault($"The number {text} does not fit a decimal.");
    }

    private JValue MakeNumberToken()
    {
        ReadOnlySpan<byte> literal = Literal;
        if (token == JsonToken.Integer)
        {
            bool negativeZero = literal.Length == 2 && literal[0] == (byte)'-' && literal[1] == (byte)'0';
            return negativeZero || literal.Length > 380 ? new ExactNumber(LiteralText()) : new JValue(MakeInteger());
        }

        string text = LiteralText();
        // A decimal keeps 28 digits and trailing zeros, but no exponent; a negative zero is not the same everywhere.
        return text.Length <= 29
            && text.IndexOfAny(['e', 'E']) < 0
            && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact)
            && (exact != 0 || text[0] != '-')
                ? new JValue(exact)
                : new ExactNumber(text);
    }

    private string Unescape()
    {
        ReadOnlySpan<byte> text = Literal;
        char[] characters = System.Buffers.ArrayPool<char>.Shared.Rent(text.Length);
        string result = new(characters, 0, EscapedText.Decode(text, characters));
        System.Buffers.ArrayPool<char>.Shared.Return(characters);
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CheckDepth()
    {
        // Whatever MaxDepth was set to: reading a model or a tree of tokens needs stack.
        if (depth > TokenInput.MaxDepth)
        {
            throw Fault($"The JSON is nested deeper than {TokenInput.MaxDepth} levels.");
        }
    }
}
