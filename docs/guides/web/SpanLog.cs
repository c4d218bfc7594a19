using System.Diagnostics;
using OpenTelemetry;

namespace OpenAIChat.WebSample;

/// <summary>Writes finished spans to the log; in production an OTLP exporter sends them to a collector.</summary>
public sealed partial class SpanLog(ILogger<SpanLog> logger) : BaseExporter<Activity>
{
    private readonly ILogger logger = logger;

    public override ExportResult Export(in Batch<Activity> batch)
    {
        foreach (Activity span in batch)
        {
            LogSpan(span.DisplayName, span.Duration.TotalMilliseconds, span.GetTagItem("gen_ai.usage.output_tokens"));
        }

        return ExportResult.Success;
    }

    [LoggerMessage(1, LogLevel.Information, "{Span}: {Duration} ms, {OutputTokens} tokens")]
    private partial void LogSpan(string span, double duration, object? outputTokens);
}
