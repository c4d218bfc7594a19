namespace OpenAIChat.StructuredOutput;

/// <summary>One place where JSON is not what a schema asks for.</summary>
/// <param name="Path">Where it is, as a JSON path made of names of the schema; empty for the root.</param>
/// <param name="Message">What is wrong there, without quoting the JSON.</param>
internal sealed record ReadFault(string Path, string Message)
{
    public override string ToString() => Path.Length == 0 ? "the value " + Message : Path + " " + Message;
}
