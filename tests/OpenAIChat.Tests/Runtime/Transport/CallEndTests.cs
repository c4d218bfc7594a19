using System.Net;
using System.Text;
using OpenAIChat.Runtime;

namespace OpenAIChat.Tests.Runtime.Transport;

/// <summary>How calls end that are disturbed: by disposal, by handlers that hedge, by a quota that is used up.</summary>
internal sealed class CallEndTests
{
    private const string Good = """{"text":"good"}""";

    [TestCase("""{"error":{"message":"m","type":"insufficient_quota","code":"insufficient_quota"}}""")]
    [TestCase("""{"error":{"message":"m","type":"insufficient_quota","code":null}}""")]
    [TestCase("""{"error":{"message":"m","code":"billing_not_active"}}""")]
    public async Task A_quota_that_is_used_up_is_not_waited_for(string body)
    {
        using var server = new ScriptedServer(Replies.Json(body, 429, "Retry-After: 1"));
        using ApiTransport transport = server.Connect();

        var error = await transport.PostAsync().CatchAsync<RateLimitException>();

        Assert.That(server.Requests, Has.Count.EqualTo(1));
        Assert.That(error.Message, Does.Contain("plan and billing"));
        Assert.That(error.ResponseBody, Is.EqualTo(body));
    }

    [Test]
    public async Task A_rate_limit_that_passes_is_waited_for_and_told_with_its_error()
    {
        var causes = new List<ApiException>();
        using var server = new ScriptedServer(Replies.Json("""{"error":{"message":"slow down","code":"rate_limit_exceeded"}}""", 429,
            "retry-after-ms: 1"), Replies.Json(Good));
        using ApiTransport transport = server.Connect(options => options.OnRetry = retry => causes.Add(retry.Cause));

        Note answer = await transport.PostAsync();

        Assert.That(answer.Http.Attempts, Is.EqualTo(2));
        Assert.That(((ApiStatusException)causes.Single()).Error.Code, Is.EqualTo("rate_limit_exceeded"));
    }

    [Test]
    public async Task An_exception_of_OnRetry_ends_the_call_and_releases_the_connection()
    {
        using var server = new ScriptedServer(Replies.Status(500));
        using ApiTransport transport = server.Connect(options => options.OnRetry = _ => throw new FormatException("mine"));

        Assert.That(async () => await transport.PostAsync(), Throws.InstanceOf<FormatException>());
    }

    [Test]
    public async Task Using_a_disposed_client_names_it()
    {
        using var server = new ScriptedServer(Replies.Json(Good));
        ApiTransport transport = server.Connect();
        using ApiTransport derived = transport.With(new RequestOptions());
        transport.Dispose();

        foreach (ApiTransport disposed in new[] { transport, derived })
        {
            var error = await disposed.PostAsync().CatchAsync<ObjectDisposedException>();

            Assert.That(error.ObjectName, Is.EqualTo("ChatApi"));
            Assert.That(error.Message, Does.Contain("ChatApi has been disposed"));
        }
    }

    [Test]
    public async Task Disposing_the_client_in_mid_call_says_so_and_is_not_retried()
    {
        using var server = new ScriptedServer(Replies.Silence());
        ApiTransport transport = server.Connect();

        Task<Note> call = transport.PostAsync();
        await TransportFixture.WaitUntilAsync(() => server.Requests.Count == 1);
        transport.Dispose();

        var error = await call.CatchAsync<ApiConnectionException>();
        Assert.That(error.Message, Does.Contain("ChatApi was disposed").And.Not.Contain("network"));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_given_client_that_was_disposed_is_told_from_ours()
    {
        using var server = new ScriptedServer(Replies.Json(Good));
        var client = new HttpClient();
        using var transport = new ApiTransport(client, server.Settings());
        client.Dispose();

        var error = await transport.PostAsync().CatchAsync<ObjectDisposedException>();

        Assert.That(error.Message, Does.Contain("The HttpClient given to the ChatApi was disposed"));
    }

    [Test]
    public async Task Two_sends_of_one_content_at_once_both_have_the_whole_body()
    {
        var bodies = new List<string>();
        using var client = new HttpClient(new HedgingHandler(bodies));
        using var transport = new ApiTransport(client, new TransportSettings { BaseUrl = new Uri("http://server.invalid") });

        for (int i = 0; i < 20; i++)
        {
            await transport.PostAsync("hello");
        }

        Assert.That(bodies, Has.Count.EqualTo(40).And.All.EqualTo("""{"text":"hello","object":"request"}"""));
    }

    [Test]
    public async Task The_timer_of_a_stalled_error_body_may_fire_after_the_call_has_ended()
    {
        // A clock whose timers fire although they were disposed, as a real one may at the very moment.
        var time = new LateTime();
        using var server = new ScriptedServer(Replies.Json("""{"error":{"message":"no"}}""", 400));
        using ApiTransport transport = server.Connect(options => options.TimeProvider = time);

        await transport.PostAsync().CatchAsync<BadRequestException>();
        await transport.Stream().ReadAllAsync();

        Assert.That(time.FireAll, Throws.Nothing);
        Assert.That(time.Created, Is.Positive);
    }

    [Test]
    public async Task The_timer_of_a_stream_may_fire_after_the_stream_has_ended()
    {
        var time = new LateTime();
        using var server = new ScriptedServer(async connection =>
        {
            await connection.BeginEventsAsync();
            for (int i = 0; i < 5; i++)
            {
                await connection.SendChunkAsync(Encoding.UTF8.GetBytes("data: {\"text\":\"a\",\"end\":\"stop\"}\n\n"));
                await Task.Yield();
            }

            await connection.SendAsync("0\r\n\r\n");
        });
        using ApiTransport transport = server.Connect(options => options.TimeProvider = time);

        var (_, error) = await transport.Stream().ReadAllAsync();

        Assert.That(error, Is.Null);
        Assert.That(time.FireAll, Throws.Nothing);
    }

    private sealed class HedgingHandler(List<string> bodies) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var slow = new GatedStream(gate.Task);
            var fast = new GatedStream(gate.Task);
            Task first = request.Content!.CopyToAsync(slow, cancellationToken);
            Task second = request.Content!.CopyToAsync(fast, cancellationToken);
            gate.SetResult();
            await Task.WhenAll(first, second);
            bodies.Add(Encoding.UTF8.GetString(slow.ToArray()));
            bodies.Add(Encoding.UTF8.GetString(fast.ToArray()));
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Good) };
        }
    }

    private sealed class GatedStream(Task gate) : MemoryStream
    {
        public override async Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            await gate;
            Write(buffer, offset, count);
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await gate;
            Write(buffer.Span);
        }
    }

    private sealed class LateTime : TimeProvider
    {
        private readonly List<(TimerCallback Callback, object? State)> timers = [];

        public int Created => timers.Count;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            timers.Add((callback, state));
            return new Timer();
        }

        public void FireAll() => timers.ForEach(timer => timer.Callback(timer.State));

        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => default;
        }
    }
}
