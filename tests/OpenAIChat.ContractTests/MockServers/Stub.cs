using System.Globalization;

namespace OpenAIChat.ContractTests.MockServers;

/// <summary>
/// A canned answer of one operation, read from a file whose name says what it shows: <c>Stubs/operation/what-it-shows.status.json</c>.
/// </summary>
/// <param name="Operation">The operationId that it answers.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The media type.</param>
/// <param name="Body">The body, byte for byte.</param>
internal sealed record Stub(string Operation, int Status, string ContentType, string Body)
{
    public bool IsStream => ContentType == "text/event-stream";

    /// <summary>Gets headers beside the content type.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string> { ["x-request-id"] = "req_stub" };

    /// <summary>Gets what goes wrong on the connection; only the in-process engine can do that.</summary>
    public Fault Fault { get; init; }

    /// <summary>Reads a stub file, such as <c>createChatCompletion/text.200.json</c>.</summary>
    /// <param name="file">The file below <c>Stubs/</c>.</param>
    /// <param name="operation">The operation that it answers, for the errors that all share.</param>
    public static Stub Load(string file, string? operation = null)
    {
        string[] parts = Path.GetFileName(file).Split('.');
        return new Stub(
            operation ?? Path.GetDirectoryName(file)!,
            int.Parse(parts[^2], CultureInfo.InvariantCulture),
            parts[^1] == "sse" ? "text/event-stream" : "application/json",
            File.ReadAllText(Path.Combine(Folder, file)));
    }

    /// <summary>Gets the folder of all stub files.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Stubs");
}

internal enum Fault
{
    None,

    /// <summary>The connection is reset where the answer was due.</summary>
    Reset,

    /// <summary>The connection ends in the middle of the answer.</summary>
    Truncate,

    /// <summary>The answer arrives byte by byte.</summary>
    Dribble,
}
