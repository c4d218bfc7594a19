using System.Diagnostics;
using OpenAIChat.Runtime;

namespace OpenAIChat.Tools;

/// <summary>
/// The span of a tool call, by the GenAI semantic conventions: nothing of its arguments, its result or an exception's text.
/// </summary>
internal static class ToolTelemetry
{
    private static readonly ActivitySource Source = new("OpenAIChat", UserAgent.Version);

    /// <summary>Begins a span, if anybody listens.</summary>
    public static Activity? Start(ChatFunction function, ToolCallContext call)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        Activity? span = Source.StartActivity("execute_tool " + function.Name);
        span?.SetTag("gen_ai.operation.name", "execute_tool");
        span?.SetTag("gen_ai.tool.name", function.Name);
        span?.SetTag("gen_ai.tool.type", "function");
        span?.SetTag("gen_ai.tool.call.id", call.Id);
        if (function.Description is { } description)
        {
            span?.SetTag("gen_ai.tool.description", description);
        }

        return span;
    }

    public static void Fail(this Activity? span, Exception exception)
    {
        span?.SetTag("error.type", exception.GetType().FullName);
        span?.SetStatus(ActivityStatusCode.Error);
    }
}
