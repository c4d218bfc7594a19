namespace OpenAIChat.Tools;

/// <summary>What the model is told where a function has not spoken for itself.</summary>
internal static class ToolAnswers
{
    public const string Failed = "The tool failed.";

    public const string TimedOut = "The tool was canceled or timed out.";

    public const string Canceled = "The call was canceled.";

    public const string NotWhole = "The call was not executed, because the answer that it is part of is incomplete.";

    public const string Refused = "The call was not executed, because the answer that it is part of is a refusal.";

    public const string TooMany = "The call was not executed, because there were too many tool calls.";

    /// <summary>The result of a function that returns nothing.</summary>
    public const string Done = "Done.";

    public static string Denied(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? "The call was denied." : "The call was denied: " + reason;

    public static string UnknownTool(string name, ToolSet tools) => $"There is no tool \"{name}\". {Advice(tools)}";

    public static string UnknownType(string type, ToolSet tools) => $"Tool calls of type \"{type}\" are not supported. {Advice(tools)}";

    /// <summary>Says what the model may know of an exception.</summary>
    public static string Of(Exception exception, ToolCallContext call, ToolRunOptions options) => exception switch
    {
        ToolException { Message: var message } => message,
        _ when options.OnError?.Invoke(call, exception) is { } text => text,
        OperationCanceledException or TimeoutException => TimedOut,
        _ => Failed,
    };

    private static string Advice(ToolSet tools) =>
        tools.Names is { Length: > 0 } names ? $"Call one of these instead: {names}." : "Answer without a tool.";
}
