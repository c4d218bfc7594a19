namespace Codegen;

/// <summary>Something in the contract or its configuration is wrong; the message is one line that says where and what.</summary>
internal sealed class ContractException(string message, string? pointer = null, Position? position = null)
    : Exception(Format(message, pointer, position))
{
    /// <summary>Gets what is wrong, without its place.</summary>
    public string Reason { get; } = message;

    /// <summary>Gets the JSON pointer of the faulty node, such as <c>#/components/schemas/Tool</c>.</summary>
    public string? Pointer { get; } = pointer;

    /// <summary>Gets the faulty node's place in its file.</summary>
    public Position? Position { get; } = position;

    private static string Format(string message, string? pointer, Position? position)
    {
        string place = position is null ? "" : $"{position}: ";
        string node = pointer is null or "#" ? "" : $" (at {pointer})";
        return $"{place}error: {message}{node}".ReplaceLineEndings(" ");
    }
}
