using System.Text;

namespace Codegen;

/// <summary>Which options a command takes: the one description that its help is printed from and its arguments are read by.</summary>
/// <param name="usage">The call, such as <c>Codegen diff OLD NEW [--config FILE]</c>.</param>
/// <param name="purpose">What the command does, in a sentence or two.</param>
/// <param name="positionals">How many arguments without a name there must be.</param>
/// <param name="options">The options, in the order of the help.</param>
internal sealed class CommandLine(string usage, string purpose, int positionals, params Option[] options)
{
    /// <summary>Gets the text that <c>--help</c> prints.</summary>
    public string Help
    {
        get
        {
            var text = new StringBuilder();
            text.Append("usage: ").Append(usage).Append("\n\n").Append(purpose).Append('\n');
            if (options.Length > 0)
            {
                text.Append('\n');
                int width = options.Max(option => option.Label.Length);
                foreach (Option option in options)
                {
                    text.Append("  ").Append(option.Label.PadRight(width)).Append("  ").Append(option.Summary);
                    text.Append(option.IsRequired ? " (required)\n" : "\n");
                }
            }

            return text.ToString();
        }
    }

    /// <summary>Reads the arguments: <c>--name value</c>, <c>--name=value</c>, <c>--flag</c> and the ones without a name.</summary>
    /// <exception cref="UsageException">An option is unknown, repeated, missing or lacks its value, or an argument is one too many or
    /// few.</exception>
    public Options Parse(string[] args)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var unnamed = new List<string>();
        for (int i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith('-') || args[i] == "-")
            {
                unnamed.Add(args[i]);
                continue;
            }

            string[] parts = args[i].Split('=', 2);
            Option option = options.FirstOrDefault(known => known.Name == parts[0])
                ?? throw new UsageException($"unknown option '{parts[0]}'");
            string value;
            if (option.Value is null)
            {
                value = parts.Length == 1 ? "" : throw new UsageException($"option '{option.Name}' takes no value");
            }
            else if (parts.Length == 2)
            {
                value = parts[1];
            }
            else
            {
                value = ++i < args.Length && !args[i].StartsWith("--", StringComparison.Ordinal)
                    ? args[i]
                    : throw new UsageException($"option '{option.Name}' lacks its value {option.Value}");
            }

            if (!values.TryAdd(option.Name, value))
            {
                throw new UsageException($"option '{option.Name}' is given twice");
            }
        }

        if (options.FirstOrDefault(option => option.IsRequired && !values.ContainsKey(option.Name)) is { } missing)
        {
            throw new UsageException($"option '{missing.Name}' is missing");
        }

        if (unnamed.Count > positionals)
        {
            throw new UsageException($"unexpected argument '{unnamed[positionals]}'");
        }

        return unnamed.Count == positionals ? new Options(values, unnamed) : throw new UsageException("an argument is missing");
    }
}
