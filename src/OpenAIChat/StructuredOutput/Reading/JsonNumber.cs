using System.Globalization;
using System.Numerics;

namespace OpenAIChat.StructuredOutput;

/// <summary>Reads the literals of JSON numbers without losing a digit.</summary>
internal static class JsonNumber
{
    // Beyond it a whole number is written out by nobody, and computing it would take time without end.
    private const int MaximumExponent = 400;

    /// <summary>
    /// Determines whether a literal follows the grammar: no leading zero, no sign but minus, digits on both sides of the point.
    /// </summary>
    public static bool IsValid(string literal)
    {
        int i = literal.Length > 0 && literal[0] == '-' ? 1 : 0;
        int whole = Digits(literal, i);
        if (whole == 0 || (whole > 1 && literal[i] == '0'))
        {
            return false;
        }

        i += whole;
        if (i < literal.Length && literal[i] == '.')
        {
            int fraction = Digits(literal, ++i);
            if (fraction == 0)
            {
                return false;
            }

            i += fraction;
        }

        if (i < literal.Length && literal[i] is 'e' or 'E')
        {
            i++;
            i += i < literal.Length && literal[i] is '+' or '-' ? 1 : 0;
            int exponent = Digits(literal, i);
            return exponent > 0 && i + exponent == literal.Length;
        }

        return i == literal.Length;
    }

    /// <summary>Reads a whole number, also one written with a fraction of zero or an exponent: <c>1.0</c>, <c>12e2</c>.</summary>
    public static bool TryReadInteger(string literal, out BigInteger value)
    {
        if (literal.Length > MaximumExponent)
        {
            value = default;
            return false;
        }

        if (literal.IndexOfAny(['.', 'e', 'E']) < 0)
        {
            return BigInteger.TryParse(literal, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
        }

        value = default;
        int e = literal.IndexOfAny(['e', 'E']);
        string mantissa = e < 0 ? literal : literal.Substring(0, e);
        int exponent = 0;
        if (e >= 0 && !TryReadExponent(literal, e + 1, out exponent))
        {
            return false;
        }

        int point = mantissa.IndexOf('.');
        string fraction = point < 0 ? "" : mantissa.Substring(point + 1).TrimEnd('0');
        string whole = point < 0 ? mantissa : mantissa.Substring(0, point);
        var digits = BigInteger.Parse(whole + fraction, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        int scale = exponent - fraction.Length;
        var factor = BigInteger.Pow(10, Math.Abs(scale));
        value = scale >= 0 ? digits * factor : BigInteger.DivRem(digits, factor, out digits);
        return scale >= 0 || digits.IsZero;
    }

    private static bool TryReadExponent(string literal, int start, out int exponent)
    {
#if NETSTANDARD2_0
        string digits = literal.Substring(start);
#else
        ReadOnlySpan<char> digits = literal.AsSpan(start);
#endif
        return int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
            && exponent is >= -MaximumExponent and <= MaximumExponent;
    }

    private static int Digits(string literal, int start)
    {
        int end = start;
        while (end < literal.Length && literal[end] is >= '0' and <= '9')
        {
            end++;
        }

        return end - start;
    }
}
