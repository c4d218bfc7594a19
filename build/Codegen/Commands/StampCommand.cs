namespace Codegen;

/// <summary><c>Codegen stamp</c>: the checksums that MSBuild found, in whatever order → a sorted file that is checked in.</summary>
internal sealed class StampCommand : ICommand
{
    private static readonly CommandLine Line = new(
        "Codegen stamp --input FILE --output FILE",
        "Sorts the lines 'hash  path' by their path and moves them into place: the record by which a build knows that nothing has changed.",
        positionals: 0,
        new Option("--input", "FILE", "the checksums in any order", IsRequired: true),
        new Option("--output", "FILE", "the record", IsRequired: true));

    public string Name => "stamp";

    public string Summary => "records what the generated code was made from";

    public string Help => Line.Help;

    public int Run(string[] args, TextWriter output, TextWriter error)
    {
        Options options = Line.Parse(args);
        IEnumerable<string> lines = File.ReadLines(options["--input"]).OrderBy(PathOf, StringComparer.Ordinal);

        string record = options["--output"];
        string aside = $"{record}.{Environment.ProcessId}.tmp";
        File.WriteAllText(aside, string.Concat(lines.Select(line => $"{line}\n")));
        File.Move(aside, record, overwrite: true);
        return ExitCode.Ok;
    }

    private static string PathOf(string line) => line[line.IndexOf(' ', StringComparison.Ordinal)..];
}
