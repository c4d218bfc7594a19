using Codegen.Docs;
using Codegen.Lowering;

namespace Codegen;

/// <summary><c>Codegen docs</c>: contract → the reference pages of the client and of every model.</summary>
internal sealed class DocsCommand : ICommand
{
    private static readonly CommandLine Line = new(
        "Codegen docs --contract FILE --config FILE --output DIR [--examples FILE]",
        "Writes the reference pages: DIR/<client>.md and DIR/models/*.md. Pages of models that are no more are deleted.",
        positionals: 0,
        new Option("--contract", "FILE", "the OpenAPI document, JSON or YAML", IsRequired: true),
        new Option("--config", "FILE", "lowering.json: operations kept, names", IsRequired: true),
        new Option("--output", "DIR", "the folder of the pages", IsRequired: true),
        new Option("--examples", "FILE", "a C# file with an example per method between '// docs:<operationId>' and '// docs:end'"));

    public string Name => "docs";

    public string Summary => "writes the reference pages of a contract";

    public string Help => Line.Help;

    public int Run(string[] args, TextWriter output, TextWriter error)
    {
        Options options = Line.Parse(args);
        Examples? examples = options.Find("--examples") is { } file ? Examples.Load(file) : null;
        var pages = ReferencePages.Print(ContractDocument.Load(options["--contract"]), LoweringConfig.Load(options["--config"]), examples);
        int touched = ReferencePages.Write(pages, options["--output"]);
        output.WriteLine($"{pages.Count} pages, {touched} changed");
        return ExitCode.Ok;
    }
}
