using System.Text.RegularExpressions;
using Codegen.Generation;
using Codegen.Lowering;
using Codegen.Lowering.Shapes;

namespace Codegen.Adoption;

/// <summary>The names of C# that an edition takes away, and the lines that still use them: also those that the compiler does not come to see.</summary>
internal static partial class GoneNames
{
    private static readonly string[] Folders = ["src", "tests", "docs"];

    /// <summary>Returns the lines, each with its file, that use a name which no generated type has any more.</summary>
    public static IEnumerable<string> Uses(Layout layout, ContractLowering before, ContractLowering after)
    {
        HashSet<string> gone = [.. Of(before).Except(Of(after))];
        IEnumerable<string> files = Folders.Select(folder => Path.Combine(layout.Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories))
            .Append(Path.Combine(layout.Root, "README.md"))
            .Where(file => IsWritten(layout, file))
            .Order(StringComparer.Ordinal);
        return gone.Count == 0 ? [] : files.SelectMany(file => Uses(layout.Show(file), File.ReadAllLines(file), gone));
    }

    private static IEnumerable<string> Uses(string file, string[] lines, HashSet<string> gone) =>
        from line in Enumerable.Range(0, lines.Length)
        let names = Words().Matches(lines[line]).Select(word => word.Value).Where(gone.Contains).Distinct().ToList()
        where names.Count > 0
        select $"{file}({line + 1}): {string.Join(", ", names)}: no such name is generated any more";

    private static IEnumerable<string> Of(ContractLowering lowering) =>
    [
        .. lowering.Types.Select(type => type.Name),
        .. lowering.Types.OfType<ObjectShape>().SelectMany(type => type.Members).Select(member => member.Name),
        .. lowering.Types.OfType<EnumShape>().SelectMany(type => type.Values).Select(value => value.Name),
        .. lowering.Operations.SelectMany(operation => operation.Others).Select(parameter => parameter.CSharpName),
        .. lowering.Operations.SelectMany(operation => new[] { $"{operation.Name}Async", $"{operation.Name}StreamAsync", operation.ParametersType }).OfType<string>(),
    ];

    // What is generated changes by itself.
    private static bool IsWritten(Layout layout, string file) => Path.GetExtension(file) switch
    {
        ".cs" => !file.EndsWith(".g.cs", StringComparison.Ordinal) && !layout.Show(file).Split('/').Any(folder => folder is "obj" or "bin"),
        ".md" => Path.GetDirectoryName(file) != layout.Docs && !file.StartsWith(Path.Combine(layout.Docs, "models"), StringComparison.Ordinal) && File.Exists(file),
        _ => false,
    };

    [GeneratedRegex(@"[\p{L}_][\p{L}\p{Nd}_]*")]
    private static partial Regex Words();
}
