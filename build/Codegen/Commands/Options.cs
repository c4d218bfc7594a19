namespace Codegen;

/// <summary>The arguments of a command, read by <see cref="CommandLine.Parse"/>.</summary>
internal sealed class Options(IReadOnlyDictionary<string, string> values, IReadOnlyList<string> positionals)
{
    /// <summary>Gets the arguments that have no name.</summary>
    public IReadOnlyList<string> Positionals => positionals;

    /// <summary>Gets the value of a required option.</summary>
    public string this[string name] => values[name];

    /// <summary>Gets the value of an option, or null when it was not given.</summary>
    public string? Find(string name) => values.GetValueOrDefault(name);

    /// <summary>Determines whether an option or flag was given.</summary>
    public bool Has(string name) => values.ContainsKey(name);
}
