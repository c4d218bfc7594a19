namespace Codegen;

/// <summary>Something in the contract or its configuration is wrong; the message is one line that says where and what.</summary>
internal sealed class ContractException(string message, string? pointer = null, Position? position = null)
    : Exception(Format(message, pointer, position))
{
    private readonly string? lines;

    /// <summary>Gets what is wrong, without its place.</summary>
    public string Reason { get; } = message;

    /// <summary>Gets the JSON pointer of the faulty node, such as <c>#/components/schemas/Tool</c>.</summary>
    public string? Pointer { get; } = pointer;

    /// <summary>Gets the faulty node's place in its file.</summary>
    public Position? Position { get; } = position;

    /// <summary>Puts several together: the message has a line for each.</summary>
    public static ContractException Of(IReadOnlyList<ContractException> all) => all is [var only] ? only : new ContractException(all);

    private ContractException(IReadOnlyList<ContractException> all)
        : this(all[0].Reason, all[0].Pointer, all[0].Position) => lines = string.Join('\n', all.Select(one => one.Message));

    public override string Message => lines ?? base.Message;

    private static string Format(string message, string? pointer, Position? position)
    {
        string place = position is null ? "" : $"{position}: ";
        string node = pointer is null or "#" ? "" : $" (at {pointer})";
        return $"{place}error: {message}{node}".ReplaceLineEndings(" ");
    }
}
