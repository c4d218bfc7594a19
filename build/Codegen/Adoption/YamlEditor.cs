using Newtonsoft.Json.Linq;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Codegen.Adoption;

/// <summary>
/// Changes YAML text so that it says something else: the lines of what stays, its comments and its order stay as they are.
/// </summary>
internal sealed class YamlEditor
{
    private readonly List<string> lines;

    private YamlEditor(List<string> lines) => this.lines = lines;

    /// <param name="text">The text, of which the root is a mapping in block style.</param>
    /// <param name="before">What it says; see <see cref="YamlFile"/>.</param>
    /// <param name="after">What it shall say; the nodes that stay carry the <see cref="Origin"/> they have in <paramref name="before"/>.</param>
    public static string Edit(string text, JObject before, JObject after)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').ToList();
        var editor = new YamlEditor(lines);
        var root = (YamlMappingNode)stream.Documents[0].RootNode;
        int first = Line(root.Children.First().Key);
        return string.Concat(lines.Take(first).Concat(editor.Mapping(root, before, after, lines.Count)).Select(line => $"{line}\n"));
    }

    private static int Line(YamlNode node) => (int)node.Start.Line - 1;

    /// <summary>Returns the lines of a mapping, from its first key to <paramref name="end"/>.</summary>
    private List<string> Mapping(YamlMappingNode node, JObject before, JObject after, int end)
    {
        var keys = node.Children.Select(child => ((YamlScalarNode)child.Key).Value!).ToList();
        var values = node.Children.Select(child => child.Value).ToList();
        var keyLines = node.Children.Select(child => Line(child.Key)).ToList();
        var starts = Starts(keyLines, (int)node.Children.First().Key.Start.Column - 1);
        starts.Add(end);
        bool isSpaced = keys.Count > 1 && Enumerable.Range(1, keys.Count - 1).Count(i => IsBlank(starts[i])) * 2 >= keys.Count - 1;

        var result = new List<string>();
        int next = 0;
        foreach (JProperty member in after.Properties())
        {
            int at = keys.IndexOf(member.Name);
            if (at < 0)
            {
                result.AddRange(isSpaced && result.Count > 0 ? [""] : Enumerable.Empty<string>());
                result.AddRange(YamlPrinter.Member(member.Name, member.Value, (int)node.Children.First().Key.Start.Column - 1));
                continue;
            }

            for (; next < at; next++)
            {
                // A heading is not only of the member behind it.
                result.AddRange(lines[starts[next]..keyLines[next]].Where(line => line.Contains('#', StringComparison.Ordinal))
                    .SelectMany(line => new[] { "", line }));
            }

            result.AddRange(lines[starts[at]..keyLines[at]]);
            result.AddRange(Entry(member, values[at], before[member.Name]!, keyLines[at], starts[at + 1]));
            next = Math.Max(next, at + 1);
        }

        return result;
    }

    private IEnumerable<string> Entry(JProperty member, YamlNode value, JToken before, int keyLine, int end)
    {
        if (JToken.DeepEquals(before, member.Value))
        {
            return lines[keyLine..end];
        }

        return value switch
        {
            YamlMappingNode { Style: MappingStyle.Block, Children.Count: > 0 } mapping when member.Value is JObject { Count: > 0 } after =>
                lines[keyLine..Line(mapping.Children.First().Key)].Concat(Mapping(mapping, (JObject)before, after, end)),
            YamlSequenceNode { Style: SequenceStyle.Block, Children.Count: > 0 } sequence when member
                .Value is JArray { Count: > 0 } after =>
                lines[keyLine..Line(sequence.Children[0])].Concat(Sequence(sequence, (JArray)before, after, end)),
            _ => YamlPrinter.Member(member.Name, member.Value, Indent(keyLine)),
        };
    }

    private List<string> Sequence(YamlSequenceNode node, JArray before, JArray after, int end)
    {
        var itemLines = node.Children.Select(Line).ToList();
        int indent = Indent(itemLines[0]);
        var starts = Starts(itemLines, indent);
        starts.Add(end);
        var known = before.Select((item, index) => (Place: PlaceOf(item), index))
            .ToDictionary(entry => entry.Place!.Value, entry => entry.index);

        var result = new List<string>();
        foreach (JToken item in after)
        {
            if (PlaceOf(item) is not { } place || !known.TryGetValue(place, out int at))
            {
                result.AddRange(YamlPrinter.Item(item, indent));
            }
            else if (JToken.DeepEquals(before[at], item))
            {
                result.AddRange(lines[starts[at]..starts[at + 1]]);
            }
            else if (node.Children[at] is YamlMappingNode { Style: MappingStyle.Block } mapping)
            {
                result.AddRange(lines[starts[at]..itemLines[at]]);
                string first = lines[itemLines[at]];
                lines[itemLines[at]] = first.Remove(indent, 1).Insert(indent, " ");
                result.AddRange(YamlPrinter.Dash(Mapping(mapping, (JObject)before[at], (JObject)item, starts[at + 1]), indent));
                lines[itemLines[at]] = first;
            }
            else
            {
                result.AddRange(YamlPrinter.Item(item, indent));
            }
        }

        return result;
    }

    private static (int Line, int Column)? PlaceOf(JToken node) =>
        node.Annotation<Origin>() is { } origin ? (origin.Line, origin.Column) : null;

    /// <summary>An entry begins with the blank lines and comments before it, except the first one.</summary>
    private List<int> Starts(List<int> entries, int indent)
    {
        var starts = new List<int> { entries[0] };
        for (int i = 1; i < entries.Count; i++)
        {
            int start = entries[i];
            while (start - 1 > entries[i - 1]
                && (IsBlank(start - 1) || (lines[start - 1].TrimStart().StartsWith('#') && Indent(start - 1) <= indent)))
            {
                start--;
            }

            starts.Add(start);
        }

        return starts;
    }

    private bool IsBlank(int line) => line < lines.Count && lines[line].Trim().Length == 0;

    private int Indent(int line) => lines[line].Length - lines[line].TrimStart().Length;
}
