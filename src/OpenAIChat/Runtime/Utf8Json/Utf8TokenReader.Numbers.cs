#if NET
using System.Buffers.Text;
#endif
using System.Globalization;
using System.Numerics;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>From token to number.</summary>
internal sealed partial class Utf8TokenReader
{
    // Every power of ten that a double holds exactly.
    private static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Gets whether the current number is a whole one that a long holds.</summary>
    public bool IsInt64 => token switch
    {
        JsonToken.Integer => valueEnd - valueStart <= 18 || TryGetInt64(out _),
        JsonToken.Float => IsWhole(),
        _ => false,
    };

    /// <summary>Gets whether the current number is a whole one that an int holds.</summary>
    public bool IsInt32 =>
        IsInt64 && ((token == JsonToken.Integer && valueEnd - valueStart <= 9) || ReadInt64() is >= int.MinValue and <= int.MaxValue);

    /// <summary>
    /// Gets whether the current token is a number that a double holds. One of few characters without an exponent need not be parsed to
    /// know.
    /// </summary>
    public bool IsDouble =>
        token is JsonToken.Integer or JsonToken.Float
        && ((valueEnd - valueStart < 300 && Literal.IndexOfAny((byte)'e', (byte)'E') < 0) || !double.IsInfinity(ParseDouble()));

    public int ReadInt32()
    {
        // Nine digits always fit.
        if (token == JsonToken.Integer && valueEnd - valueStart <= 9)
        {
            return (int)smallInteger;
        }

        long value = ReadInt64();
        return value is >= int.MinValue and <= int.MaxValue
            ? (int)value
            : throw Mismatch($"The number {LiteralText()} is outside the range of a 32-bit integer.");
    }

    public long ReadInt64()
    {
        switch (token)
        {
            case JsonToken.Integer when valueEnd - valueStart <= 18:
                return smallInteger;
            case JsonToken.Integer when TryGetInt64(out long value):
                return value;
            case JsonToken.Float when IsWhole():
                return (long)ParseDouble();
            case JsonToken.Integer or JsonToken.Float:
                throw Mismatch("The number is not a 64-bit integer.");
            default:
                throw Unexpected("a whole number");
        }
    }

    public double ReadDouble() => token is JsonToken.Float or JsonToken.Integer ? ParseDouble() : throw Unexpected("a number");

    /// <summary>Reads digits and commas of a list as far as they go, to the end of the list if nothing else comes.</summary>
    /// <returns>How many numbers there were.</returns>
    public int ReadPlainInt32s(Span<int> numbers)
    {
        byte[] bytes = data;
        int count = 0;
        int at = position;
        while (count < numbers.Length)
        {
            at = AfterWhitespace(at);
            int from = at;
            int number = 0;
            for (uint digit; at < end && (digit = (uint)(bytes[at] - '0')) <= 9; at++)
            {
                number = unchecked((number * 10) + (int)digit);
            }

            int length = at - from;
            at = AfterWhitespace(at);
            // Anything out of the ordinary is left to the general way, which starts over behind the last number taken.
            if (length is 0 or > 9 || (length > 1 && bytes[from] == (byte)'0') || at >= end || bytes[at] is not ((byte)',' or (byte)']'))
            {
                break;
            }

            numbers[count++] = number;
            token = JsonToken.Integer;
            position = at;
            if (bytes[at++] == (byte)']')
            {
                Close(JsonToken.EndArray);
                break;
            }
        }

        return count;
    }

    /// <summary>Reads a number such that it is written again as it was.</summary>
    public JValue ReadNumber()
    {
        ReadOnlySpan<byte> literal = Literal;
        if (token == JsonToken.Integer)
        {
            if (literal.Length <= 18 && !(literal.Length == 2 && literal[0] == (byte)'-' && literal[1] == (byte)'0'))
            {
                return new JValue(smallInteger);
            }

            // Parsing a number of many digits takes quadratic time; Newtonsoft draws the line here too.
            return literal.Length is 2 or > 380
                ? new ExactNumber(LiteralText())
                : TryGetInt64(out long small)
                    ? new JValue(small)
                    : new JValue(BigInteger.Parse(LiteralText(), CultureInfo.InvariantCulture));
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

    private bool TryGetInt64(out long value)
    {
        value = 0;
        return valueEnd - valueStart <= 20
            && long.TryParse(LiteralText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    // Beyond 2^53 a double no longer tells which integer was meant.
    private bool IsWhole()
    {
        double number = ParseDouble();
        return Math.Abs(number) <= 9007199254740992.0 && Math.Floor(number) == number;
    }
}
