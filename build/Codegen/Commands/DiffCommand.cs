using Codegen.Diff;
using Codegen.Lowering;

namespace Codegen;

/// <summary><c>Codegen diff</c>: two editions of a contract → what changes for users of the client, as Markdown.</summary>
internal sealed class DiffCommand : ICommand
{
    private static readonly CommandLine Line = new(
        "Codegen diff OLD NEW [--config FILE] [--fail-on-breaking]",
        "Lists what changes for users of the client between two editions of a contract: operations, types, members and\n"
        + "enum values that were added, removed, retyped, newly required or deprecated, bounds and formats, statuses and\n"
        + "headers of answers, each breaking or not.",
        positionals: 2,
        new Option("--config", "FILE", "lowering.json: operations compared, names; the default compares all"),
        new Option("--fail-on-breaking", null, "exit with 1 when a change is breaking"));

    public string Name => "diff";

    public string Summary => "lists what changes between two editions of a contract";

    public string Help => Line.Help;

    public int Run(string[] args, TextWriter output, TextWriter error)
    {
        Options options = Line.Parse(args);
        LoweringConfig config = options.Find("--config") is { } file ? LoweringConfig.Load(file) : new LoweringConfig();
        IReadOnlyList<Change> changes = ContractDiff.Between(Lower(options.Positionals[0]), Lower(options.Positionals[1]));
        output.Write(ChangeReport.Print(changes));
        return options.Has("--fail-on-breaking") && changes.Any(change => change.IsBreaking) ? ExitCode.Error : ExitCode.Ok;

        ContractLowering Lower(string contract)
        {
            var document = ContractDocument.Load(contract);
            ContractStructure.Check(document, config.Keeps);
            return new ContractLowering(document, config);
        }
    }
}
