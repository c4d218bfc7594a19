using Codegen.Adoption;
using Codegen.Generation;

namespace Codegen;

/// <summary>
/// <c>Codegen adopt</c>: a new edition of the contract → the contract, the code, the docs, the changelog and the version that follow from
/// it.
/// </summary>
internal sealed class AdoptCommand : ICommand
{
    private static readonly CommandLine Line = new(
        "Codegen adopt NEW [--root DIR] [--report FILE] [--nswag DIR] [--no-build]",
        "Merges the structure of a new edition into openapi/openapi.yaml and keeps our own words; generates code and docs, drafts the\n"
        + "changelog and the version, and approves the public API. Lists what is not described yet, and each line that must be changed.",
        positionals: 1,
        new Option("--root", "DIR", "the repository; the default is the working directory"),
        new Option("--report", "FILE", "where the report of changes goes; the default is artifacts/adopt-report.md"),
        new Option("--nswag", "DIR", "the folder that holds dotnet-nswag.dll; the default is to find or fetch it"),
        new Option("--no-build", null, "neither build nor approve the public API"));

    public string Name => "adopt";

    public string Summary => "makes a new edition the contract";

    public string Help => Line.Help;

    public int Run(string[] args, TextWriter output, TextWriter error)
    {
        Options options = Line.Parse(args);
        var layout = new Layout(Path.GetFullPath(options.Find("--root") ?? "."));
        var adopter = new Adopter(layout, output);
        adopter.Adopt(options.Positionals[0], options.Find("--report") ?? Path.Combine(layout.Root, "artifacts", "adopt-report.md"));
        new Generator(layout, options.Find("--nswag"), output, error).BringUpToDate(force: false, allowUnusedEntries: true);
        bool builds = options.Has("--no-build") || adopter.Approve().Count == 0;
        return builds && !adopter.MustChange ? ExitCode.Ok : ExitCode.Error;
    }
}
