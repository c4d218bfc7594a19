using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpenAIChat.Runtime;

namespace OpenAIChat.Tests.Runtime.Transport;

/// <summary>What listeners see of calls; told apart by the port of the server, since listeners hear every test.</summary>
internal sealed class TelemetryTests
{
    [Test]
    public async Task A_call_is_a_span_by_the_conventions()
    {
        using var server = new ScriptedServer(Replies.Json("""{"text":"secret reply","end":"stop"}"""));
        using ApiTransport transport = server.Connect();
        using var heard = new Listener(server.BaseUrl.Port);

        await transport.PostAsync("secret prompt");

        Activity span = heard.Spans.Single();
        Assert.That(span.DisplayName, Is.EqualTo("chat gpt-test"));
        Assert.That(span.Kind, Is.EqualTo(ActivityKind.Client));
        Assert.That(span.GetTagItem("gen_ai.operation.name"), Is.EqualTo("chat"));
        Assert.That(span.GetTagItem("gen_ai.provider.name"), Is.EqualTo("openai"));
        Assert.That(span.GetTagItem("gen_ai.request.model"), Is.EqualTo("gpt-test"));
        Assert.That(span.GetTagItem("gen_ai.response.model"), Is.EqualTo("gpt-test-1"));
        Assert.That(span.GetTagItem("gen_ai.response.finish_reasons"), Is.EqualTo(new[] { "stop" }));
        Assert.That(span.GetTagItem("gen_ai.usage.input_tokens"), Is.EqualTo(7));
        Assert.That(span.GetTagItem("server.address"), Is.EqualTo("127.0.0.1"));
        Assert.That(string.Join(' ', span.TagObjects), Does.Not.Contain("secret"));
    }

    [Test]
    public async Task A_call_is_measured()
    {
        using var server = new ScriptedServer(Replies.Json("""{"text":"a"}"""));
        using ApiTransport transport = server.Connect();
        using var heard = new Listener(server.BaseUrl.Port);

        await transport.PostAsync();

        Assert.That(heard.Measurements.Keys, Is.EquivalentTo(
            new[] { "gen_ai.client.operation.duration", "gen_ai.client.token.usage input", "gen_ai.client.token.usage output" }));
        Assert.That(heard.Measurements["gen_ai.client.token.usage output"], Is.EqualTo(5));
    }

    [Test]
    public async Task A_stream_tells_the_time_to_its_first_chunk()
    {
        using var server = new ScriptedServer(Replies.Events("data: {\"text\":\"a\"}\n\ndata: {\"end\":\"stop\"}\n\ndata: [DONE]\n\n"));
        using ApiTransport transport = server.Connect();
        using var heard = new Listener(server.BaseUrl.Port);

        await transport.Stream().ReadAllAsync();

        Assert.That(heard.Measurements.Keys, Does.Contain("gen_ai.client.operation.time_to_first_chunk"));
        Assert.That(heard.Spans.Single().GetTagItem("gen_ai.response.finish_reasons"), Is.EqualTo(new[] { "stop" }));
    }

    [Test]
    public async Task A_call_belongs_to_the_span_around_it()
    {
        using var server = new ScriptedServer(Replies.Json("""{"text":"a"}"""));
        using ApiTransport transport = server.Connect();
        using var heard = new Listener(server.BaseUrl.Port);
        using Activity around = new Activity("around").Start();

        await transport.PostAsync();

        Assert.That(heard.Spans.Single().ParentSpanId, Is.EqualTo(around.SpanId));
        Assert.That(server.Requests[0].Headers["traceparent"], Does.Contain(around.TraceId.ToHexString()));
        Assert.That(Activity.Current, Is.SameAs(around));
    }

    [Test]
    public async Task A_failed_call_tells_its_kind()
    {
        using var server = new ScriptedServer(Replies.Status(429));
        using ApiTransport transport = server.Connect(options => options.MaxRetries = 0);
        using var heard = new Listener(server.BaseUrl.Port);

        await transport.PostAsync().CatchAsync<RateLimitException>();

        Assert.That(heard.Spans.Single().Status, Is.EqualTo(ActivityStatusCode.Error));
        Assert.That(heard.Spans.Single().GetTagItem("error.type"), Is.EqualTo("429"));
    }

    private sealed class Listener : IDisposable
    {
        private readonly ActivityListener spans;
        private readonly MeterListener meters = new();

        public Listener(int port)
        {
            spans = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "OpenAIChat",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = span =>
                {
                    if (Equals(span.GetTagItem("server.port"), port))
                    {
                        Spans.Add(span);
                    }
                },
            };
            ActivitySource.AddActivityListener(spans);
            meters.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "OpenAIChat")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(port, instrument, value, tags));
            meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(port, instrument, value, tags));
            meters.Start();
        }

        public ConcurrentBag<Activity> Spans { get; } = [];

        public ConcurrentDictionary<string, double> Measurements { get; } = new();

        public void Dispose()
        {
            spans.Dispose();
            meters.Dispose();
        }

        private void Record(int port, Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            Dictionary<string, object?> known = new(tags.ToArray());
            if (Equals(known["server.port"]!, port))
            {
                string name = known.TryGetValue("gen_ai.token.type", out object? type) ? instrument.Name + " " + type : instrument.Name;
                Measurements[name] = value;
            }
        }
    }
}
