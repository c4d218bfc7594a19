using Codegen.Generation;
using Codegen.Lowering;

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
        new Option(
            "--allow-unused-entries",
            null,
            "an entry of lowering.json that decides nothing is no error: the contract is another edition"));

    public string Name => "lower";

    public string Summary => "lowers a contract to what NSwag reads";

    public string Help => Line.Help;

    public int Run(string[] args, TextWriter output, TextWriter error)
    {
        Options options = Line.Parse(args);
        ContractLowering lowering = Generator.Lower(
            ContractDocument.Load(options["--contract"]), LoweringConfig.Load(options["--config"]), options.Has(
                "--allow-unused-entries"), output);
        string file = Path.GetFullPath(options["--output"]);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, Generator.Text(lowering));
        output.WriteLine($"{lowering.Operations.Count} operations, {lowering.Types.Count} types");
        return ExitCode.Ok;
    }
}
