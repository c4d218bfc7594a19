using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tools;

/// <summary>Reads the arguments of a function, and tells the model what is wrong with them.</summary>
internal static class ToolArguments
{
    /// <summary>Reads the arguments as JSON; empty ones mean <c>{}</c>.</summary>
    /// <exception cref="ToolException">They are no JSON object.</exception>
    public static JObject Parse(string arguments)
    {
        try
        {
            return new ChatCompletionMessageToolCall("", new ToolCallFunction("", arguments)).GetArguments();
        }
        catch (ToolArgumentsException exception)
        {
            string place = exception.InnerException is JsonReaderException { LineNumber: > 0 } fault
                ? FormattableString.Invariant($" (line {fault.LineNumber}, position {fault.LinePosition})")
                : "";
            throw new ToolException($"The arguments are not a JSON object{place}. Call the function again with valid JSON.", exception);
        }
    }
}
