using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace OpenAIChat.Runtime;

/// <summary>The span and the measurements of one call, by the GenAI semantic conventions; there is none while nobody listens.</summary>
internal sealed class Telemetry
{
    private const string Name = "OpenAIChat";

    private static readonly ActivitySource Source = new(Name, UserAgent.Version);
    private static readonly Meter Meter = new(Name, UserAgent.Version);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "gen_ai.client.operation.duration",
        "s",
        "Time that calls take.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = new double[] { 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92 } });

    private static readonly Histogram<double> FirstChunk = Meter.CreateHistogram(
        "gen_ai.client.operation.time_to_first_chunk",
        "s",
        "Time from the call to the first chunk of a stream.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = new double[] { 0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0 } });

    private static readonly Histogram<long> Tokens = Meter.CreateHistogram(
        "gen_ai.client.token.usage",
        "{token}",
        "Tokens that calls use.",
        advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = new long[] { 1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864 } });

    private readonly TelemetryTags tags = new();
    private readonly TimeProvider time;
    private readonly Uri address;
    private readonly string operation;
    private readonly long started;
    private readonly Activity? activity;
    private TimeSpan? firstChunk;

    private Telemetry(ApiCall call, JsonModel? body, TransportSettings settings)
    {
        (body as ITelemetrySource)?.Describe(tags);
        time = settings.TimeProvider;
        address = settings.BaseUrl;
        operation = tags.OperationName ?? call.Operation;
        started = time.GetTimestamp();
        string span = tags.RequestModel is { Length: > 0 } model ? operation + " " + model : operation;
        activity = Source.CreateActivity(span, ActivityKind.Client, default(ActivityContext), CommonTags());
        activity?.SetTag("gen_ai.system", "openai").Start();
    }

    /// <summary>Begins to record a call, if anybody listens.</summary>
    public static Telemetry? Start(ApiCall call, JsonModel? body, TransportSettings settings) =>
        Source.HasListeners() || Duration.Enabled || Tokens.Enabled || FirstChunk.Enabled ? new Telemetry(call, body, settings) : null;

    /// <summary>Takes note of an answer, or of one chunk of it.</summary>
    public void Answer(object answer) => (answer as ITelemetrySource)?.Describe(tags);

    /// <summary>Takes note of a chunk; the first one ends the time to first chunk.</summary>
    public void Chunk(object chunk)
    {
        firstChunk ??= time.GetElapsedTime(started);
        Answer(chunk);
    }

    /// <summary>Ends the record.</summary>
    public void Stop(HttpInfo? http, Exception? fault)
    {
        TimeSpan duration = time.GetElapsedTime(started);
        string? error = fault is null ? null : ErrorType(fault);
        TagList common = CommonTags();
        if (tags.ResponseModel is { } model)
        {
            common.Add("gen_ai.response.model", model);
        }
        if (error is not null)
        {
            common.Add("error.type", error);
        }
        Duration.Record(duration.TotalSeconds, common);
        if (firstChunk is { } first)
        {
            FirstChunk.Record(first.TotalSeconds, common);
        }
        RecordTokens(tags.InputTokens, "input", common);
        RecordTokens(tags.OutputTokens, "output", common);
        if (activity is not null)
        {
            StopActivity(activity, http, error);
        }
    }

    private static void RecordTokens(long? count, string kind, TagList common)
    {
        if (count is { } given)
        {
            common.Add("gen_ai.token.type", kind);
            Tokens.Record(given, common);
        }
    }

    private static string ErrorType(Exception fault) => fault switch
    {
        ApiStatusException status => status.StatusCode.ToString(CultureInfo.InvariantCulture),
        ApiTimeoutException => "timeout",
        OperationCanceledException => "cancelled",
        _ => fault.GetType().FullName!,
    };

    private void StopActivity(Activity span, HttpInfo? http, string? error)
    {
        foreach (KeyValuePair<string, object> other in tags.Others ?? [])
        {
            span.SetTag(other.Key, other.Value);
        }
        Set(span, "gen_ai.response.id", tags.ResponseId);
        Set(span, "gen_ai.response.model", tags.ResponseModel);
        Set(span, "gen_ai.response.finish_reasons", tags.FinishReasons?.ToArray());
        Set(span, "gen_ai.usage.input_tokens", tags.InputTokens);
        Set(span, "gen_ai.usage.output_tokens", tags.OutputTokens);
        Set(span, "gen_ai.response.time_to_first_chunk", firstChunk?.TotalSeconds);
        Set(span, "http.response.status_code", http is { StatusCode: > 0 } ? http.StatusCode : null);
        Set(span, "http.request.resend_count", http is { Attempts: > 1 } ? http.Attempts - 1 : null);
        if (error is not null)
        {
            span.SetTag("error.type", error);
            span.SetStatus(ActivityStatusCode.Error);
        }
        span.Dispose();
    }

    private static void Set(Activity span, string name, object? value)
    {
        if (value is not null)
        {
            span.SetTag(name, value);
        }
    }

    private TagList CommonTags()
    {
        var common = new TagList
        {
            { "gen_ai.operation.name", operation },
            { "gen_ai.provider.name", "openai" },
            { "server.address", address.IdnHost },
            { "server.port", address.Port },
        };
        if (tags.RequestModel is { } model)
        {
            common.Add("gen_ai.request.model", model);
        }
        return common;
    }
}
