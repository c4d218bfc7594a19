using Newtonsoft.Json;

namespace OpenAIChat;

/// <summary>The model has called a function with arguments that are not the JSON that was due.</summary>
/// <remarks>Models do so now and then. A usual remedy is to answer the call with a tool message that says what is wrong, so that the model
/// tries again.</remarks>
public sealed class ToolArgumentsException : JsonException
{
    internal ToolArgumentsException(string message, string functionName, string arguments, Exception? innerException)
        : base(message, innerException)
    {
        FunctionName = functionName;
        Arguments = arguments;
    }

    /// <summary>Gets the name of the function called.</summary>
    public string FunctionName { get; }

    /// <summary>Gets the arguments as the model made them.</summary>
    public string Arguments { get; }
}
