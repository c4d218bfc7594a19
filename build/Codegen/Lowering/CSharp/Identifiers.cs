using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Codegen.Lowering.CSharp;

/// <summary>Turns any name of a contract into a C# identifier.</summary>
internal static partial class Identifiers
{
    private static readonly HashSet<string> Keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach",
        "goto",
        "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator",
        "out",
        "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof",
        "stackalloc",
        "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort",
        "using",
        "virtual", "void", "volatile", "while",
    ];

    private static readonly Dictionary<char, string> Symbols = new()
    {
        ['.'] = "Point",
        ['-'] = "Dash",
        ['_'] = "Underscore",
        ['+'] = "Plus",
        ['/'] = "Slash",
        ['*'] = "Star",
        ['$'] = "Dollar",
        ['@'] = "At",
        ['#'] = "Hash",
        ['%'] = "Percent",
        ['&'] = "And",
        ['='] = "Equal",
        ['<'] = "Less",
        ['>'] = "Greater",
        ['!'] = "Not",
        ['?'] = "Question",
        [':'] = "Colon",
        [' '] = "Space",
        ['~'] = "Tilde",
        ['^'] = "Caret",
        ['|'] = "Or",
        ['\\'] = "Backslash",
        [','] = "Comma",
        [';'] = "Semicolon",
    };

    private static readonly string[] Ordinals =
        ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth", "Eleventh", "Twelfth"];

    /// <summary>
    /// <c>max_tokens</c> and <c>MAX_TOKENS</c> → <c>MaxTokens</c>; <c>hate/threatening</c> → <c>HateThreatening</c>; numbers stay apart:
    /// <c>gpt-5.5-2026-04-23</c> → <c>Gpt5_5_20260423</c>; a sign alone is spelled: <c>+</c> → <c>Plus</c>.
    /// </summary>
    public static string Pascal(string name) => Build(name, spellSigns: !name.Any(char.IsLetterOrDigit));

    /// <summary>Spells every sign, for names that differ in nothing else: <c>a.b</c> → <c>APointB</c>.</summary>
    public static string PascalSpelled(string name) => Build(name, spellSigns: true);

    /// <summary>A type's name: kept where it is an identifier that starts with a capital, else Pascal-cased.</summary>
    public static string Type(string name, bool spelled = false)
    {
        if (name.Length > 0 && char.IsAsciiLetterUpper(name[0]) && name.All(char.IsAsciiLetterOrDigit))
        {
            return name;
        }

        string pascal = spelled ? PascalSpelled(name) : Pascal(name);
        // NSwag: puts a _ before a first letter that is not ASCII.
        return pascal.Length == 0 || !char.IsAsciiLetter(pascal[0]) ? "Schema" + pascal : pascal;
    }

    /// <summary>Determines whether a name is a C# identifier as it stands.</summary>
    public static bool IsIdentifier(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsLetterOrDigit(c) || c == '_') && !Keywords.Contains(name);

    /// <summary><c>MaxTokens</c> → <c>maxTokens</c>, with an @ before a keyword.</summary>
    public static string Camel(string pascal)
    {
        int upper = 0;
        while (upper < pascal.Length && char.IsUpper(pascal[upper]))
        {
            upper++;
        }

        // A leading abbreviation goes down as one, but for the capital that starts the next word: URLPath → urlPath.
        int lower = upper <= 1 || upper == pascal.Length ? Math.Max(upper, 1) : upper - 1;
        string camel = pascal[..lower].ToLowerInvariant() + pascal[lower..];
        return Keywords.Contains(camel) ? "@" + camel : camel;
    }

    /// <summary><c>Choices</c> → <c>Choice</c>, <c>Categories</c> → <c>Category</c>.</summary>
    public static string Singular(string word) => word switch
    {
        _ when word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4 => word[..^3] + "y",
        _ when word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal)
            || word.EndsWith("ches", StringComparison.Ordinal) => word[..^2],
        _ when IsPlural(word) => word[..^1],
        _ => word,
    };

    public static bool IsPlural(string word) =>
        word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal)
            && !word.EndsWith("us", StringComparison.Ordinal)
            && !word.EndsWith("is", StringComparison.Ordinal);

    /// <summary><c>Category</c> → <c>Categories</c>.</summary>
    public static string Plural(string word) => word switch
    {
        _ when IsPlural(word) => word,
        _ when word.EndsWith('y') && word.Length > 1 && !"aeiou".Contains(word[^2], StringComparison.Ordinal) => word[..^1] + "ies",
        _ when word.EndsWith('s') || word.EndsWith('x') || word.EndsWith("ch", StringComparison.Ordinal) => word + "es",
        _ => word + "s",
    };

    /// <summary>Gets the last word of a Pascal-cased name: <c>MessageContentPart</c> → <c>Part</c>.</summary>
    public static string LastWord(string pascal) => Words(pascal) is [.., var last] ? last : pascal;

    /// <summary>Splits a Pascal-cased name at its capitals.</summary>
    public static IReadOnlyList<string> Words(string pascal)
    {
        var words = new List<string>();
        int start = 0;
        for (int index = 1; index <= pascal.Length; index++)
        {
            if (index == pascal.Length || (char.IsUpper(pascal[index])
                && (!char.IsUpper(pascal[index - 1]) || (index + 1 < pascal.Length && char.IsLower(pascal[index + 1])))))
            {
                words.Add(pascal[start..index]);
                start = index;
            }
        }

        return words;
    }

    /// <summary><c>max_tokens</c> → <c>max tokens</c>, <c>imageURL</c> → <c>image URL</c>: a name as words of a sentence.</summary>
    public static string Spoken(string name) =>
        string.Join(' ', Words(name.Replace('_', ' ')).Select(word => word.Count(char.IsUpper) > 1 ? word : word.ToLowerInvariant()));

    /// <summary>Gets an ordinal as a word: 0 → <c>First</c>.</summary>
    public static string Ordinal(int index) => index < Ordinals.Length
        ? Ordinals[index]
        : "Number" + string.Concat(index.ToString(CultureInfo.InvariantCulture).Select(DigitWord));

    private static string DigitWord(char digit) => (digit - '0') switch
    {
        0 => "Zero",
        1 => "One",
        2 => "Two",
        3 => "Three",
        4 => "Four",
        5 => "Five",
        6 => "Six",
        7 => "Seven",
        8 => "Eight",
        _ => "Nine",
    };

    private static string Build(string name, bool spellSigns)
    {
        // A date is one number.
        name = Date().Replace(name, "$1$2$3");
        var result = new StringBuilder(name.Length);
        bool start = true;
        bool shouts = name.Count(char.IsLetter) > 1 && !name.Any(char.IsLower);
        foreach (char character in name)
        {
            if (char.IsLetterOrDigit(character))
            {
                if (start && result.Length > 0 && char.IsDigit(character) && char.IsDigit(result[^1]))
                {
                    result.Append('_');
                }

                result.Append(start ? char.ToUpperInvariant(character) : shouts ? char.ToLowerInvariant(character) : character);
                start = false;
                continue;
            }

            if (spellSigns && Symbols.TryGetValue(character, out string? word))
            {
                result.Append(word);
            }

            start = true;
        }

        return result.ToString();
    }

    [GeneratedRegex(@"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Date();
}
