using Codegen.Lowering;
using Newtonsoft.Json;

namespace Codegen;

/// <summary><c>Codegen lower</c>: contract → the plain document with x-cs-* that NSwag reads.</summary>
internal sealed class LowerCommand : ICommand
{
    private static readonly CommandLine Line = new(
        "Codegen lower --contract FILE --config FILE --output FILE [--allow-unused-entries]",
        "Lowers an OpenAPI 3.0 or 3.1 document to one that NSwag reads without a decision of its own.",
        positionals: 0,
        new Option("--contract", "FILE", "the OpenAPI document, JSON or YAML", IsRequired: true),
        new Option("--config", "FILE", "lowering.json: operations kept, names", IsRequired: true),
        new Option("--output", "FILE", "where the lowered document goes, as JSON", IsRequired: true),
        new Option("--allow-unused-entries", null, "an entry of lowering.json that decides nothing is no error: the contract is another edition"));

    public string Name => "lower";

    public string Summary => "lowers a contract to what NSwag reads";

    public string Help => Line.Help;

    public int Run(string[] args, TextWriter output, TextWriter error)
    {
        var options = Line.Parse(args);
        var document = ContractDocument.Load(options["--contract"]);
        var config = LoweringConfig.Load(options["--config"]);
        ContractStructure.Check(document, config.Keeps);
        var lowering = new ContractLowering(document, config);
        if (!options.Has("--allow-unused-entries"))
        {
            lowering.RequireEveryEntryUsed();
        }

        var file = Path.GetFullPath(options["--output"]);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, lowering.ToDocument().ToString(Formatting.Indented).ReplaceLineEndings("\n") + "\n");
        foreach (var operation in lowering.Operations)
        {
            foreach (var note in operation.Notes)
            {
                output.WriteLine($"note: {operation.Method.ToUpperInvariant()} {operation.Path} ({operation.Id}): {note}.");
            }
        }

        output.WriteLine($"{lowering.Operations.Count} operations, {lowering.Types.Count} types");
        return ExitCode.Ok;
    }
}
