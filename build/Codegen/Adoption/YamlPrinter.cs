using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Codegen.Adoption;

/// <summary>Prints nodes as the lines of block YAML: lists of plain values in brackets where they fit, long texts folded.</summary>
internal static partial class YamlPrinter
{
    private const int Width = 110;

    /// <summary>Prints a member of a mapping.</summary>
    public static IEnumerable<string> Member(string name, JToken value, int indent)
    {
        string key = $"{Blank(indent)}{(Key().IsMatch(name) && !Special().IsMatch(name) ? name : Quote(name))}:";
        if (Inline(value, indent + key.Length) is { } text)
        {
            return [$"{key} {text}"];
        }

        if (value is JValue)
        {
            return Fold((string)value!, indent + 2).Prepend($"{key} >-");
        }

        return Lines(value, indent + 2).Prepend(key);
    }

    /// <summary>Prints an item of a sequence.</summary>
    public static IEnumerable<string> Item(JToken value, int indent) => Inline(value, indent) is { } text
        ? [$"{Blank(indent)}- {text}"]
        : Dash(Lines(value, indent + 2), indent);

    /// <summary>Turns lines into an item: a dash stands before the first.</summary>
    public static IEnumerable<string> Dash(IEnumerable<string> lines, int indent) =>
        lines.Select((line, index) => index == 0 ? $"{Blank(indent)}- {line[(indent + 2)..]}" : line);

    private static IEnumerable<string> Lines(JToken value, int indent) => value switch
    {
        JObject members => members.Properties().SelectMany(member => Member(member.Name, member.Value, indent)),
        JArray items => items.SelectMany(item => Item(item, indent)),
        _ => [$"{Blank(indent)}{Scalar((JValue)value)}"],
    };

    private static string? Inline(JToken value, int column)
    {
        string? text = value switch
        {
            JObject { Count: 0 } => "{}",
            JArray items when items.All(item => item is JValue) => $"[{string.Join(", ", items.Cast<JValue>().Select(Scalar))}]",
            JValue scalar => Scalar(scalar),
            _ => null,
        };
        bool isLong = text?.Length + column > Width
            && (value is JArray || (value.Type == JTokenType.String && Foldable().IsMatch((string)value!)));
        return isLong ? null : text;
    }

    private static string Scalar(JValue value) => value.Type != JTokenType.String
        ? value.ToString(Formatting.None)
        : (string)value! is var text && Plain().IsMatch(text) && !Special().IsMatch(text) ? text : Quote(text);

    private static IEnumerable<string> Fold(string text, int indent)
    {
        string line = "";
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && indent + line.Length + 1 + word.Length > Width)
            {
                yield return Blank(indent) + line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return Blank(indent) + line;
    }

    private static string Quote(string text) => JsonConvert.ToString(text);

    private static string Blank(int count) => new(' ', count);

    // What no reader takes for anything but a text, inside of brackets too.
    [GeneratedRegex(@"^[A-Za-z_/][\w./*+-]*( [\w./*+()-]+)*$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^[$A-Za-z_/][\w./{}*+$-]*$")]
    private static partial Regex Key();

    [GeneratedRegex("^(true|false|yes|no|on|off|null|y|n)$", RegexOptions.IgnoreCase)]
    private static partial Regex Special();

    [GeneratedRegex(@"^\S+( \S+)+$")]
    private static partial Regex Foldable();
}
