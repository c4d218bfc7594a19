namespace OpenAIChat.StructuredOutput;

/// <summary>One place where JSON is not what a schema asks for.</summary>
/// <param name="Path">Where it is, as a JSON path made of names of the schema; empty for the root.</param>
/// <param name="Message">What is wrong there, without quoting the JSON.</param>
internal sealed record ReadFault(string Path, string Message)
{
    /// <summary>Tells why a text is not JSON.</summary>
    public static ReadFault Of(JsonTextParser parser) =>
        new("", FormattableString.Invariant($"{parser.Fault} (at character {parser.Position})"));

    public override string ToString() => Path.Length == 0 ? "the value " + Message : Path + " " + Message;
}
