using System.Text.RegularExpressions;
using Codegen.Diff;
using Codegen.Generation;
using Codegen.Lowering;
using Newtonsoft.Json.Linq;

namespace Codegen.Adoption;

/// <summary>Makes a new edition the contract of a repository, with all that follows from it.</summary>
internal sealed partial class Adopter(Layout layout, TextWriter output)
{
    private readonly string contractName = layout.Show(layout.Contract);

    /// <summary>Gets whether lines of ours must be changed by hand.</summary>
    public bool MustChange { get; private set; }

    /// <summary>Merges the edition into the contract, writes the report, and drafts the entries of the changelog and the version.</summary>
    /// <param name="edition">The file of the new edition.</param>
    /// <param name="report">Where the report of the changes goes.</param>
    /// <returns>What changes for users.</returns>
    /// <exception cref="ContractException">The edition cannot be adopted; all files are as they were.</exception>
    public IReadOnlyList<Change> Adopt(string edition, string report)
    {
        var config = LoweringConfig.Load(layout.Config);
        string text = File.ReadAllText(layout.Contract);
        var ours = (JObject)YamlFile.Parse(contractName, text)!;
        var theirs = ContractDocument.Load(edition);
        ContractStructure.Check(theirs, config.Keeps);

        JObject merged = EditionMerge.Merge(ours, theirs.Root, config);
        string adopted = JToken.DeepEquals(ours, merged) ? text : YamlEditor.Edit(text, ours, merged);
        var document = ContractDocument.Parse(contractName, adopted);
        if (!JToken.DeepEquals(YamlFile.Parse(contractName, adopted), merged))
        {
            throw new InvalidOperationException("the text of the merged contract does not say what was merged");
        }

        ContractLowering before = Lower(ContractDocument.Parse(contractName, text), config);
        ContractLowering after = Lower(document, config);
        IReadOnlyList<Change> changes = ContractDiff.Between(before, after);

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(report))!);
        File.WriteAllText(report, ChangeReport.Print(changes));
        File.WriteAllText(layout.Contract, adopted);
        WriteRelease(changes);
        Say(changes, report);
        Print("To describe", MissingText.In(contractName, (JObject)YamlFile.Parse(contractName, adopted)!));
        Print("To change in the examples of the contract", Examples(ours, merged, adopted));
        List<string> entries = [.. after.UnusedEntries().Select(fault => fault.Replace($"{layout.Root}{Path.DirectorySeparatorChar}", "", StringComparison.Ordinal))];
        Print("To change in the configuration", entries);
        List<string> uses = [.. GoneNames.Uses(layout, before, after)];
        Print("To change in code and documents", uses);
        MustChange = entries.Count + uses.Count > 0;
        return changes;
    }

    /// <summary>Builds, and has the tests write down the public API.</summary>
    /// <returns>The lines of hand-written code that the new contract asks to change; none where everything builds.</returns>
    public IReadOnlyList<string> Approve()
    {
        (int exit, string printed) = ChildProcess.Run(
            layout.Root,
            "dotnet",
            ["test", Path.Combine("tests", "OpenAIChat.Tests"), "--filter", "FullyQualifiedName~PublicApi", "-nologo", "-v:q", "-p:RunAnalyzers=false"],
            new Dictionary<string, string> { ["APPROVE"] = "1", ["DOTNET_CLI_UI_LANGUAGE"] = "en" });
        var errors = printed.ReplaceLineEndings("\n").Split('\n')
            .Select(line => CompilerError().Match(line))
            .Where(match => match.Success)
            .Select(match => $"{layout.Show(match.Groups[1].Value)}({match.Groups[2].Value}): {match.Groups[3].Value}")
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        if (exit != 0 && errors.Count == 0)
        {
            errors.Add(printed.Trim());
        }

        Print("To change in the code", errors);
        return errors;
    }

    private static ContractLowering Lower(ContractDocument document, LoweringConfig config)
    {
        ContractStructure.Check(document, config.Keeps);
        return new ContractLowering(document, config);
    }

    /// <summary>Returns the examples that still use a member that is gone.</summary>
    private IEnumerable<string> Examples(JObject ours, JObject merged, string adopted)
    {
        HashSet<string> gone = [.. Names(ours).Except(Names(merged))];
        var root = (JObject)YamlFile.Parse(contractName, adopted)!;
        return root.DescendantsAndSelf().OfType<JProperty>()
            .Where(member => gone.Contains(member.Name)
                && member.Value.Annotation<Origin>()!.Pointer.Contains("/examples/", StringComparison.Ordinal))
            .Select(member => (member.Name, Origin: member.Value.Annotation<Origin>()!))
            .Select(member => $"{new Position(contractName, member.Origin.Line, member.Origin.Column)}: no schema has the member "
                + $"'{member.Name}' any more");

        static IEnumerable<string> Names(
            JObject document) => document["components"]!["schemas"]!.SelectTokens("$..properties").OfType<JObject>()
            .SelectMany(members => members.Properties()).Select(member => member.Name);
    }

    private void WriteRelease(IReadOnlyList<Change> changes)
    {
        string changelog = Path.Combine(layout.Root, "CHANGELOG.md");
        string props = Path.Combine(layout.Root, "Directory.Build.props");
        string before = File.ReadAllText(changelog);
        File.WriteAllText(changelog, ReleaseNotes.Add(before, changes));
        string text = File.ReadAllText(props);
        Match version = VersionPrefix().Match(text);
        string next = ReleaseNotes.NextVersion(version.Groups[1].Value, before, changes);
        if (next != version.Groups[1].Value)
        {
            File.WriteAllText(props, text.Remove(version.Groups[1].Index, version.Groups[1].Length).Insert(version.Groups[1].Index, next));
            output.WriteLine($"Version {version.Groups[1].Value} -> {next}.");
        }
    }

    private void Say(IReadOnlyList<Change> changes, string report) => output.WriteLine(changes.Count == 0
        ? "Nothing changes for users of the client."
        : $"{changes.Count} changes for users, {changes.Count(change => change.IsBreaking)} breaking: "
            + $"{layout.Show(Path.GetFullPath(report))}");

    private void Print(string title, IEnumerable<string> lines)
    {
        foreach (var (line, index) in lines.Select((line, index) => (line, index)))
        {
            output.WriteLine(index == 0 ? $"\n{title}:\n{line}" : line);
        }
    }

    [GeneratedRegex(@"^\s*(.+?)\((\d+),\d+\): error (\w+: .+?)( \[.*)?$")]
    private static partial Regex CompilerError();

    [GeneratedRegex("<VersionPrefix>([^<]+)</VersionPrefix>")]
    private static partial Regex VersionPrefix();
}
