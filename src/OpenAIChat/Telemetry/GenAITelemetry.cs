using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpenAIChat.Runtime;

namespace OpenAIChat;

/// <summary>The spans and measurements of calls by the GenAI semantic conventions; there are none while nobody listens.</summary>
#pragma warning disable CA1001 // It lives as long as the process.
internal sealed class GenAITelemetry : ITelemetry
#pragma warning restore CA1001
{
    private const string Name = "OpenAIChat";

    private readonly ActivitySource source = new(Name, UserAgent.Version);
    private readonly Histogram<double> duration;
    private readonly Histogram<double> firstChunk;
    private readonly Histogram<long> tokens;

    private GenAITelemetry()
    {
        var meter = new Meter(Name, UserAgent.Version);
        duration = Create<double>(
            meter, "gen_ai.client.operation.duration", "s", "Duration of calls.", 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56,
                5.12, 10.24, 20.48, 40.96, 81.92);
        firstChunk = Create<double>(
            meter, "gen_ai.client.operation.time_to_first_chunk", "s", "Time from the call to the first chunk of a stream.",
            0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0);
        tokens = Create<long>(
            meter, "gen_ai.client.token.usage", "{token}", "Tokens used by calls.",
            1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864);
    }

    public static GenAITelemetry Default { get; } = new();

    public ICallTelemetry? Start(ApiCall call, JsonModel? content, TransportSettings settings) =>
        source.HasListeners() || duration.Enabled || tokens.Enabled || firstChunk.Enabled
            ? new Record(this, call, content, settings)
            : null;

    private static Histogram<T> Create<T>(Meter meter, string name, string unit, string description, params T[] buckets)
        where T : struct => meter.CreateHistogram(name, unit, description,
            advice: new InstrumentAdvice<T> { HistogramBucketBoundaries = buckets });

    /// <summary>The record of one call.</summary>
    private sealed class Record : ICallTelemetry
    {
        private readonly TelemetryTags tags = new();
        private readonly GenAITelemetry owner;
        private readonly TransportSettings settings;
        private readonly string operation;
        private readonly long started;
        private readonly Activity? span;
        private TimeSpan? untilFirstChunk;

        public Record(GenAITelemetry owner, ApiCall call, JsonModel? content, TransportSettings settings)
        {
            this.owner = owner;
            this.settings = settings;
            (content as ITelemetrySource)?.Describe(tags);
            operation = tags.OperationName ?? call.Operation;
            started = settings.TimeProvider.GetTimestamp();
            string name = tags.RequestModel is { Length: > 0 } model ? operation + " " + model : operation;
            span = owner.source.CreateActivity(name, ActivityKind.Client, default(ActivityContext), CreateTags());
            span?.SetTag("gen_ai.system", "openai").Start();
        }

        public void Receive(object answer) => (answer as ITelemetrySource)?.Describe(tags);

        public void ReceiveChunk(object chunk)
        {
            untilFirstChunk ??= settings.TimeProvider.GetElapsedTime(started);
            Receive(chunk);
        }

        public void Stop(HttpInfo? http, Exception? error)
        {
            TimeSpan elapsed = settings.TimeProvider.GetElapsedTime(started);
            string? errorType = error is null ? null : CallSpan.ErrorType(error);
            TagList common = CreateTags();
            if (tags.ResponseModel is { } model)
            {
                common.Add("gen_ai.response.model", model);
            }

            if (errorType is not null)
            {
                common.Add("error.type", errorType);
            }

            owner.duration.Record(elapsed.TotalSeconds, common);
            if (untilFirstChunk is { } first)
            {
                owner.firstChunk.Record(first.TotalSeconds, common);
            }

            RecordTokens(tags.InputTokens, "input", common);
            RecordTokens(tags.OutputTokens, "output", common);
            if (span is not null)
            {
                DescribeAnswer(span);
                CallSpan.Stop(span, http, errorType);
            }
        }

        private static void Set(Activity span, string name, object? value)
        {
            if (value is not null)
            {
                span.SetTag(name, value);
            }
        }

        private void RecordTokens(long? count, string kind, TagList common)
        {
            if (count is { } given)
            {
                common.Add("gen_ai.token.type", kind);
                owner.tokens.Record(given, common);
            }
        }

        private void DescribeAnswer(Activity activity)
        {
            foreach (KeyValuePair<string, object> other in tags.Others ?? [])
            {
                activity.SetTag(other.Key, other.Value);
            }

            Set(activity, "gen_ai.response.id", tags.ResponseId);
            Set(activity, "gen_ai.response.model", tags.ResponseModel);
            Set(activity, "gen_ai.response.finish_reasons", tags.FinishReasons);
            Set(activity, "gen_ai.usage.input_tokens", tags.InputTokens);
            Set(activity, "gen_ai.usage.output_tokens", tags.OutputTokens);
            Set(activity, "gen_ai.response.time_to_first_chunk", untilFirstChunk?.TotalSeconds);
        }

        private TagList CreateTags()
        {
            TagList common = CallSpan.ServerTags(settings);
            common.Add("gen_ai.operation.name", operation);
            common.Add("gen_ai.provider.name", "openai");
            if (tags.RequestModel is { } model)
            {
                common.Add("gen_ai.request.model", model);
            }

            return common;
        }
    }
}
