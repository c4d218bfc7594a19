using Codegen.Generation;

namespace Codegen;

/// <summary><c>Codegen generate</c>: contract → the generated code and the reference pages, where they are stale.</summary>
internal sealed class GenerateCommand : ICommand
{
    private static readonly CommandLine Line = new(
        "Codegen generate [--force] [--contract FILE --output DIR] [OPTIONS]",
        "Brings the generated code and docs/ of a repository up to date with its contract, by NSwag where that is needed;\n"
        + "or generates the code of another document into another folder.",
        positionals: 0,
        new Option("--root", "DIR", "the repository; the default is the working directory"),
        new Option("--contract", "FILE", "the OpenAPI document, JSON or YAML; the default is openapi/openapi.yaml"),
        new Option("--config", "FILE", "operations kept, names; the default is generator-config/lowering.json"),
        new Option("--nswag-config", "FILE", "NSwag's configuration; the default is nswag.json"),
        new Option("--output", "DIR", "another folder for the code; docs/ is left alone then"),
        new Option("--nswag", "DIR", "the folder that holds dotnet-nswag.dll; the default is to find or fetch it"),
        new Option("--force", null, "generate although nothing is stale"));

    public string Name => "generate";

    public string Summary => "brings the generated code and the reference pages up to date";

    public string Help => Line.Help;

    public int Run(string[] args, TextWriter output, TextWriter error)
    {
        Options options = Line.Parse(args);
        var own = new Layout(Path.GetFullPath(options.Find("--root") ?? "."));
        Layout layout = own with
        {
            Contract = options.Find("--contract") ?? own.Contract,
            Config = options.Find("--config") ?? own.Config,
            NSwagConfig = options.Find("--nswag-config") ?? own.NSwagConfig,
            Output = options.Find("--output") ?? own.Output,
        };

        var generator = new Generator(layout, options.Find("--nswag"), output, error);
        if (options.Has("--output"))
        {
            // The entries of this repository were written for its own contract.
            generator.GenerateElsewhere(allowUnusedEntries: Path.GetFullPath(layout.Config) == Path.GetFullPath(own.Config));
        }
        else
        {
            generator.BringUpToDate(options.Has("--force"));
        }

        return ExitCode.Ok;
    }
}
