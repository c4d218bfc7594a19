using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace Codegen;

/// <summary>Reads plain scalars by the core schema of YAML 1.2, whose numbers include those of JSON.</summary>
/// <remarks>YAML 1.1's <c>yes</c>, <c>no</c>, <c>on</c>, <c>off</c>, dates and sexagesimal numbers are text.</remarks>
internal static partial class Scalars
{
    public static JValue Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => JValue.CreateNull(),
        "true" or "True" or "TRUE" => new JValue(true),
        "false" or "False" or "FALSE" => new JValue(false),
        _ => Number(text) ?? JValue.CreateString(text),
    };

    /// <summary>Reads a number without losing a digit where a long, a big integer or a decimal can hold it; null when it is none.</summary>
    public static JValue? Number(string text)
    {
        if (IntegerPattern().IsMatch(text))
        {
            var integer = BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            return Integer(integer);
        }

        if (OctalPattern().IsMatch(text))
        {
            return Integer(text[2..].Aggregate(BigInteger.Zero, (value, digit) => (value * 8) + (digit - '0')));
        }

        if (HexadecimalPattern().IsMatch(text))
        {
            return Integer(BigInteger.Parse("0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        }

        if (!FloatPattern().IsMatch(text))
        {
            return null;
        }

        double number = double.Parse(text, CultureInfo.InvariantCulture);
        if (IsExactAsDecimal(text) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact))
        {
            return new JValue(exact);
        }

        return double.IsFinite(number) ? new JValue(number) : null;
    }

    private static JValue Integer(BigInteger integer) =>
        integer >= long.MinValue && integer <= long.MaxValue ? new JValue((long)integer) : new JValue(integer);

    private static bool IsExactAsDecimal(string text)
    {
        string[] parts = text.ToUpperInvariant().Split('E');
        string[] mantissa = parts[0].TrimStart('+', '-').Split('.');
        int exponent = 0;
        if (parts.Length == 2 && !int.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
        {
            return false;
        }

        int decimals = (mantissa.Length == 2 ? mantissa[1].Length : 0) - exponent;
        int digits = string.Concat(mantissa).TrimStart('0').Length;
        return digits <= 28 && decimals <= 28 && digits - decimals <= 28;
    }

    [GeneratedRegex(@"^[-+]?[0-9]+\z")]
    private static partial Regex IntegerPattern();

    [GeneratedRegex(@"^0o[0-7]+\z")]
    private static partial Regex OctalPattern();

    [GeneratedRegex(@"^0x[0-9a-fA-F]+\z")]
    private static partial Regex HexadecimalPattern();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex FloatPattern();
}
