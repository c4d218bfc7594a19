using System.Globalization;
using System.Text.RegularExpressions;

namespace OpenAIChat.StructuredOutput;

/// <summary>What the annotations of a text ask for, as a regular expression that JSON Schema and .NET understand alike.</summary>
/// <remarks>
/// Spec: the API lists patterns among what a strict schema of a string may have, but no lengths; so lengths are patterns, too.
/// </remarks>
internal sealed class TextPattern
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // What .NET has and the dialect of JSON Schema, ECMA 262, has not.
    private static readonly Regex Foreign = new(@"\(\?(?![:=!])|\\[AZzGa]|-\[", RegexOptions.CultureInvariant, Patience);

    private readonly Regex? regex;
    private readonly int minimum;
    private readonly int maximum;

    private TextPattern(string? pattern, int? minimum, int? maximum)
    {
        this.minimum = minimum ?? 0;
        this.maximum = maximum ?? int.MaxValue;
        regex = pattern is null ? null : Compile(pattern);
        if (pattern is not null)
        {
            Pattern = pattern;
            Remark = minimum is null && maximum is null
                ? null
                : FormattableString.Invariant($"{Number(this.minimum, this.maximum)} characters.");
        }
        else
        {
            Pattern = FormattableString
                .Invariant($"^[\\s\\S]{{{this.minimum},{(maximum is null ? "" : this.maximum.ToString(CultureInfo.InvariantCulture))}}}$");
        }
    }

    /// <summary>Gets the pattern in the schema.</summary>
    public string Pattern { get; }

    /// <summary>Gets what the pattern does not tell; null when it tells everything.</summary>
    public string? Remark { get; }

    /// <summary>Creates the pattern of an annotated text; null when its annotations ask for nothing.</summary>
    public static TextPattern? Of(ValueAnnotations annotations) =>
        annotations.Pattern is null && annotations.MinimumLength is null && annotations.MaximumLength is null
            ? null
            : new TextPattern(
                annotations.Pattern is { } pattern ? "^(?:" + pattern + ")$" : null, annotations.MinimumLength, annotations.MaximumLength);

    /// <summary>Tells what is wrong with a pattern of .NET; null when JSON Schema understands it.</summary>
    public static string? FaultOf(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant, Patience);
        }
        catch (ArgumentException)
        {
            return "has a pattern that is no regular expression";
        }

        return Foreign.IsMatch(pattern) ? "has a pattern with syntax that only .NET knows" : null;
    }

    /// <summary>Compiles a pattern of a schema; one that .NET does not understand matches every text.</summary>
    public static Regex Compile(string pattern)
    {
        // .NET's strict reading of ECMA 262 knows no Unicode categories.
        foreach (RegexOptions dialect in new[] { RegexOptions.ECMAScript, RegexOptions.CultureInvariant })
        {
            try
            {
                return new Regex(pattern, dialect, Patience);
            }
            catch (ArgumentException)
            {
                // The next dialect, then.
            }
        }

        return new Regex("", RegexOptions.None, Patience);
    }

    /// <summary>Determines whether a text matches; one that takes too long to tell does not.</summary>
    public static bool IsMatch(Regex regex, string text)
    {
        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    /// <summary>Counts characters as JSON Schema does: a pair of surrogates is one.</summary>
    public static int Length(string text)
    {
        int length = text.Length;
        for (int i = 1; i < text.Length; i++)
        {
            length -= char.IsSurrogatePair(text[i - 1], text[i]) ? 1 : 0;
        }

        return length;
    }

    /// <summary>Determines whether a text is as long as it must be, and matches.</summary>
    public bool Matches(string text) =>
        Length(text) is int length && length >= minimum && length <= maximum && (regex is null || IsMatch(regex, text));

    private static string Number(int minimum, int maximum) =>
        maximum == int.MaxValue
            ? FormattableString.Invariant($"At least {minimum}")
            : FormattableString.Invariant($"{minimum} to {maximum}");
}
