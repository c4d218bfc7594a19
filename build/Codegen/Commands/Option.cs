namespace Codegen;

/// <summary>An option of a command, such as <c>--output DIR</c>.</summary>
/// <param name="Name">The name with its dashes.</param>
/// <param name="Value">What stands for the value in the help; null makes it a flag.</param>
/// <param name="Summary">What it does and what its default is.</param>
/// <param name="IsRequired">Whether the command cannot run without it.</param>
internal sealed record Option(string Name, string? Value, string Summary, bool IsRequired = false)
{
    /// <summary>Gets the option as the help shows it.</summary>
    public string Label => Value is null ? Name : $"{Name} {Value}";
}
