using System.Text;
using System.Text.RegularExpressions;

namespace Codegen.Splitting;

/// <summary>The files inside of one text: each begins with a line <c>//@file Models/Name.g.cs</c>.</summary>
internal sealed partial class GeneratedFiles
{
    private const string Marker = "//@file ";

    private readonly SortedDictionary<string, string> files;

    private GeneratedFiles(SortedDictionary<string, string> files) => this.files = files;

    internal readonly record struct Changes(int Written, int Deleted);

    public int Count => files.Count;

    public static GeneratedFiles Parse(string source, string text)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in Markers().Split(text.ReplaceLineEndings("\n")).Skip(1))
        {
            var end = part.IndexOf('\n', StringComparison.Ordinal);
            var name = part[..end].Trim();
            if (!SafeName().IsMatch(name))
            {
                throw new ContractException($"the template names a file that is not below the output: '{name}'.", pointer: null, new Position(source, 0, 0));
            }

            if (!files.TryAdd(name, Tidy(part[(end + 1)..])))
            {
                throw new ContractException($"the file '{name}' is printed twice.", pointer: null, new Position(source, 0, 0));
            }
        }

        return files.Count > 0
            ? new GeneratedFiles(files)
            : throw new ContractException($"no line begins with '{Marker.Trim()}'; were the templates found?", pointer: null, new Position(source, 0, 0));
    }

    /// <summary>Writes what differs, each file aside and then moved into its place, and deletes generated files that are not among these.</summary>
    public Changes WriteTo(string folder)
    {
        var written = 0;
        foreach (var (name, text) in files)
        {
            var target = Path.Combine(folder, name);
            if (File.Exists(target) && File.ReadAllText(target) == text)
            {
                continue;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var aside = $"{target}.{Environment.ProcessId}.tmp";
            File.WriteAllText(aside, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(aside, target, overwrite: true);
            written++;
        }

        return new Changes(written, DeleteStale(folder));
    }

    private int DeleteStale(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return 0;
        }

        var stale = Directory.EnumerateFiles(folder, "*.g.cs", SearchOption.AllDirectories)
            .Where(file => !files.ContainsKey(Path.GetRelativePath(folder, file).Replace('\\', '/')))
            .ToList();
        stale.ForEach(File.Delete);
        return stale.Count;
    }

    /// <summary>Takes out what a template cannot help leaving: blanks at line ends, blank lines in a row, before a brace and after one.</summary>
    private static string Tidy(string text)
    {
        text = BlanksAtEnd().Replace(text, "");
        text = BlankLines().Replace(text, "\n\n");
        text = BlankAfterBrace().Replace(text, "{\n");
        text = BlankBeforeBrace().Replace(text, "\n$1");
        return text.Trim('\n') + "\n";
    }

    [GeneratedRegex(@"^[ \t]*//@file ", RegexOptions.Multiline)]
    private static partial Regex Markers();

    [GeneratedRegex(@"^(?!.*\.\.)[\p{L}\p{N}_/]+\.g\.cs$")]
    private static partial Regex SafeName();

    [GeneratedRegex(@"[ \t]+(?=\n)")]
    private static partial Regex BlanksAtEnd();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex BlankLines();

    [GeneratedRegex(@"\{\n\n")]
    private static partial Regex BlankAfterBrace();

    [GeneratedRegex(@"\n\n([ \t]*\})")]
    private static partial Regex BlankBeforeBrace();
}
