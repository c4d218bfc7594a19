using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace OpenAIChat.Cli;

/// <summary>Prints the usual help and a text after it.</summary>
internal sealed class HelpWithText(HelpAction usual, string text) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int exitCode = usual.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.WriteLine(text);
        return exitCode;
    }
}
