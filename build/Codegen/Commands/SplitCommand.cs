using Codegen.Splitting;

namespace Codegen;

/// <summary><c>Codegen split</c>: the one file that NSwag prints → one file a type.</summary>
internal sealed class SplitCommand : ICommand
{
    private static readonly CommandLine Line = new(
        "Codegen split --input FILE --output DIR",
        "Splits what NSwag printed into one file a type, and deletes generated files that are no more.",
        positionals: 0,
        new Option("--input", "FILE", "what NSwag printed", IsRequired: true),
        new Option("--output", "DIR", "the folder of the generated files", IsRequired: true));

    public string Name => "split";

    public string Summary => "splits what NSwag printed into one file a type";

    public string Help => Line.Help;

    public int Run(string[] args, TextWriter output, TextWriter error)
    {
        var options = Line.Parse(args);
        var files = GeneratedFiles.Parse(options["--input"], File.ReadAllText(options["--input"]));
        using var alone = new FolderLock(options["--output"]);
        var changes = files.WriteTo(options["--output"]);
        output.WriteLine($"{files.Count} files: {changes.Written} written, {changes.Deleted} deleted");
        return ExitCode.Ok;
    }
}
