using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OpenAIChat.Runtime;

/// <summary>Telemetry for any API: one span and one duration for each call, under the name of the client's assembly.</summary>
#pragma warning disable CA1001 // It lives as long as the process.
internal sealed class ClientTelemetry : ITelemetry
#pragma warning restore CA1001
{
    private readonly ActivitySource source;
    private readonly Histogram<double> duration;

    /// <param name="name">What listeners know the client by.</param>
    public ClientTelemetry(string name)
    {
        source = new ActivitySource(name, UserAgent.Version);
        duration = new Meter(name, UserAgent.Version).CreateHistogram<double>("client.operation.duration", "s", "Duration of calls.");
    }

    public static ClientTelemetry Default { get; } = new(UserAgent.Product);

    public ICallTelemetry? Start(ApiCall call, JsonModel? content, TransportSettings settings) =>
        source.HasListeners() || duration.Enabled ? new Record(this, call, settings) : null;

    private sealed class Record : ICallTelemetry
    {
        private readonly ClientTelemetry owner;
        private readonly TimeProvider time;
        private readonly long started;
        private readonly Activity? span;
        private TagList tags;

        public Record(ClientTelemetry owner, ApiCall call, TransportSettings settings)
        {
            this.owner = owner;
            time = settings.TimeProvider;
            started = time.GetTimestamp();
            tags = CallSpan.ServerTags(settings);
            tags.Add("operation.name", call.Operation);
            span = owner.source.StartActivity(call.Operation, ActivityKind.Client, default(ActivityContext), tags);
        }

        public void Receive(object answer)
        {
        }

        public void ReceiveChunk(object chunk)
        {
        }

        public void Stop(HttpInfo? http, Exception? error)
        {
            string? errorType = error is null ? null : CallSpan.ErrorType(error);
            if (errorType is not null)
            {
                tags.Add("error.type", errorType);
            }

            owner.duration.Record(time.GetElapsedTime(started).TotalSeconds, tags);
            if (span is not null)
            {
                CallSpan.Stop(span, http, errorType);
            }
        }
    }
}
