namespace Codegen.Docs;

/// <summary>The regions of a C# file between <c>// docs:name</c> and <c>// docs:end</c>: compiled code that the pages show.</summary>
internal sealed class Examples
{
    private const string Mark = "// docs:";
    private const string End = Mark + "end";

    private readonly string file;
    private readonly Dictionary<string, string> regions = new(StringComparer.Ordinal);

    private Examples(string file) => this.file = file;

    /// <exception cref="ContractException">The file cannot be read, or a region is opened twice or never closed.</exception>
    public static Examples Load(string file)
    {
        try
        {
            return Parse(file, File.ReadAllText(file));
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new ContractException($"the examples cannot be read: {wrong.Message}", null, new Position(file, 0, 0));
        }
    }

    public static Examples Parse(string file, string text)
    {
        var examples = new Examples(file);
        string? name = null;
        var lines = new List<string>();
        int number = 0;
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            string trimmed = line.Trim();
            if (!trimmed.StartsWith(Mark, StringComparison.Ordinal))
            {
                lines.Add(line);
                continue;
            }

            bool isEnd = trimmed == End;
            if (isEnd != name is not null)
            {
                throw examples.Error(number, isEnd ? "no example is open here" : $"the example '{name}' is not closed with '{End}'");
            }

            if (name is not null && !examples.regions.TryAdd(name, Dedent(lines)))
            {
                throw examples.Error(number, $"there are two examples '{name}'");
            }

            name = isEnd ? null : trimmed[Mark.Length..];
            lines.Clear();
        }

        return name is null ? examples : throw examples.Error(number, $"the example '{name}' is not closed with '{End}'");
    }

    /// <summary>Gets a region's lines without their common indentation, or null when there is no such region.</summary>
    public string? Find(string name) => regions.GetValueOrDefault(name);

    private static string Dedent(List<string> lines)
    {
        int indent = lines.Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty()
            .Min();
        return string.Join('\n', lines.Select(line => line.Length > indent ? line[indent..].TrimEnd() : "")).Trim('\n');
    }

    private ContractException Error(int line, string message) => new(message, null, new Position(file, line, line == 0 ? 0 : 1));
}
