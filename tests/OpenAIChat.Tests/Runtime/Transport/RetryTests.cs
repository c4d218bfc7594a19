using System.Globalization;
using OpenAIChat.Runtime;

namespace OpenAIChat.Tests.Runtime.Transport;

/// <summary>The rows of the retry table, over real connections and a clock that is moved.</summary>
internal sealed class RetryTests
{
    private const string Good = """{"text":"good"}""";

    private ManualTime time = new();
    private readonly List<TimeSpan> delays = [];

    [SetUp]
    public void Forget()
    {
        time = new ManualTime();
        delays.Clear();
    }

    [TestCase(408)]
    [TestCase(409)]
    [TestCase(429)]
    [TestCase(500)]
    [TestCase(501)]
    [TestCase(503)]
    [TestCase(529)]
    public async Task Retries_a_status_that_may_pass(int status)
    {
        using var server = new ScriptedServer(Replies.Status(status), Replies.Json(Good));
        using ApiTransport transport = Connect(server);

        Note answer = await transport.PostAsync();

        Assert.That(answer.Text, Is.EqualTo("good"));
        Assert.That(answer.Http.Attempts, Is.EqualTo(2));
    }

    [TestCase(400)]
    [TestCase(401)]
    [TestCase(403)]
    [TestCase(404)]
    [TestCase(413)]
    [TestCase(422)]
    public void Does_not_retry_a_status_that_will_not_pass(int status)
    {
        using var server = new ScriptedServer(Replies.Status(status));
        using ApiTransport transport = Connect(server);

        Assert.That(async () => await transport.PostAsync(), Throws.InstanceOf<ClientException>());

        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Sends_three_times_by_default_and_ends_in_one_typed_error()
    {
        using var server = new ScriptedServer(Replies.Json("""{"error":{"message":"busy"}}""", 503));
        using ApiTransport transport = Connect(server);

        var fault = await transport.PostAsync().CatchAsync<ServerException>();

        Assert.That(server.Requests, Has.Count.EqualTo(3));
        Assert.That(fault.Http.Attempts, Is.EqualTo(3));
        Assert.That(delays, Is.EqualTo(new[] { TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1) }));
    }

    [Test]
    public async Task Doubles_the_delay_up_to_eight_seconds()
    {
        using var server = new ScriptedServer(Replies.Status(500));
        using ApiTransport transport = Connect(server, options => options.MaxRetries = 7);

        await transport.PostAsync().CatchAsync<ServerException>();

        Assert.That(delays.ConvertAll(delay => delay.TotalSeconds), Is.EqualTo(new[] { 0.5, 1, 2, 4, 8, 8, 8 }));
    }

    [TestCase(0, 1000)]
    [TestCase(0.5, 875)]
    [TestCase(1, 750)]
    public void Takes_up_to_a_quarter_off_the_delay_by_jitter(double jitter, double milliseconds) =>
        Assert.That(RetryPolicy.OwnDelay(1, jitter).TotalMilliseconds, Is.EqualTo(milliseconds).Within(0.01));

    [Test]
    public async Task Really_waits_when_constructed_with_defaults()
    {
        using var server = new ScriptedServer(Replies.Status(503), Replies.Json(Good));
        using ApiTransport transport = server.Connect();

        Note answer = await transport.PostAsync();

        Assert.That(answer.Http.Duration, Is.GreaterThanOrEqualTo(TimeSpan.FromMilliseconds(370)).And.LessThan(TimeSpan.FromSeconds(5)));
    }

    [TestCase("retry-after-ms: 1500", 1500)]
    [TestCase("retry-after-ms: 0.5", 0.5)]
    [TestCase("Retry-After: 7", 7000)]
    [TestCase("Retry-After: 1.5", 1500)]
    [TestCase("Retry-After: 60", 60000)]
    [TestCase("retry-after-ms: 20\r\nRetry-After: 7", 20)]
    [TestCase("retry-after-ms: soon\r\nRetry-After: 7", 7000)]
    [TestCase("Retry-After: Tue, 01 Jan 2030 00:00:30 GMT", 30000)]
    public async Task Waits_as_long_as_the_server_says(string headers, double milliseconds)
    {
        using var server = new ScriptedServer(Replies.Status(429, headers), Replies.Json(Good));
        using ApiTransport transport = Connect(server);

        await transport.PostAsync();

        Assert.That(delays, Is.EqualTo(new[] { TimeSpan.FromMilliseconds(milliseconds) }));
    }

    [TestCase("retry-after-ms: 0")]
    [TestCase("Retry-After: 0")]
    public async Task Does_not_wait_when_the_server_says_zero(string header)
    {
        using var server = new ScriptedServer(Replies.Status(429, header), Replies.Json(Good));
        using ApiTransport transport = Connect(server);

        await transport.PostAsync();

        Assert.That(delays, Is.EqualTo(new[] { TimeSpan.Zero }));
    }

    [TestCase("-1")]
    [TestCase("NaN")]
    [TestCase("Infinity")]
    [TestCase("-Infinity")]
    [TestCase("soon")]
    [TestCase("")]
    [TestCase("1,5")]
    [TestCase("0x10")]
    [TestCase("5 seconds")]
    [TestCase("Mon, 01 Jan 1990 00:00:00 GMT")]
    [TestCase("99/99/9999")]
    public async Task Treats_a_senseless_Retry_After_as_absent(string value)
    {
        using var server = new ScriptedServer(Replies.Status(429, "Retry-After: " + value), Replies.Json(Good));
        using ApiTransport transport = Connect(server);

        await transport.PostAsync();

        Assert.That(delays, Is.EqualTo(new[] { TimeSpan.FromSeconds(0.5) }));
    }

    [TestCase("Retry-After: 61")]
    [TestCase("Retry-After: 406080")]
    [TestCase("Retry-After: 1e300")]
    [TestCase("retry-after-ms: 60001")]
    [TestCase("Retry-After: Wed, 02 Jan 2030 00:00:00 GMT")]
    public async Task Gives_the_status_error_at_once_when_the_server_asks_for_more_than_the_cap(string header)
    {
        using var server = new ScriptedServer(Replies.Status(429, header));
        using ApiTransport transport = Connect(server);

        var fault = await transport.PostAsync().CatchAsync<RateLimitException>();

        Assert.That(server.Requests, Has.Count.EqualTo(1));
        Assert.That(fault.RetryAfter, Is.GreaterThan(TimeSpan.FromSeconds(60)));
        Assert.That(fault.Message, Does.Contain("MaxRetryAfter"));
    }

    [Test]
    public async Task Retries_any_status_when_x_should_retry_is_true()
    {
        using var server = new ScriptedServer(Replies.Status(400, "x-should-retry: true"), Replies.Json(Good));
        using ApiTransport transport = Connect(server);

        Note answer = await transport.PostAsync();

        Assert.That(answer.Text, Is.EqualTo("good"));
    }

    [Test]
    public async Task Retries_no_status_when_x_should_retry_is_false()
    {
        using var server = new ScriptedServer(Replies.Status(500, "x-should-retry: false"));
        using ApiTransport transport = Connect(server);

        await transport.PostAsync().CatchAsync<ServerException>();

        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Retries_a_broken_connection()
    {
        using var server = new ScriptedServer(
            Replies.Reset(),
            Replies.Raw("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{"),
            Replies.Json(Good));
        using ApiTransport transport = Connect(server);

        Note answer = await transport.PostAsync();

        Assert.That(answer.Http.Attempts, Is.EqualTo(3));
    }

    [Test]
    public async Task Ends_broken_connections_in_one_typed_error_with_the_cause()
    {
        using var server = new ScriptedServer(Replies.Reset());
        using ApiTransport transport = Connect(server);

        var fault = await transport.PostAsync().CatchAsync<ApiConnectionException>();

        Assert.That(fault.InnerException, Is.InstanceOf<HttpRequestException>());
        Assert.That(fault.Http.Attempts, Is.EqualTo(3));
        Assert.That(fault.Message, Does.Contain("127.0.0.1"));
    }

    [Test]
    public async Task Sends_the_identical_body_on_every_attempt()
    {
        using var server = new ScriptedServer(Replies.Status(500), Replies.Reset(), Replies.Json(Good));
        using ApiTransport transport = Connect(server);

        await transport.PostAsync("äöü 😀");

        Assert.That(
            server.Requests.Select(request => request.Body),
            Is.EqualTo(Enumerable.Repeat("""{"text":"äöü 😀","object":"request"}""", 3)));
    }

    [Test]
    public async Task Asks_the_key_provider_on_every_attempt()
    {
        int asked = 0;
        using var server = new ScriptedServer(Replies.Status(500), Replies.Json(Good));
        using ApiTransport transport = Connect(server, options =>
        {
            options.ApiKey = null;
            options.ApiKeyProvider = _ => new ValueTask<string>("key-" + (++asked).ToString(CultureInfo.InvariantCulture));
        });

        await transport.PostAsync();

        Assert.That(
            server.Requests.Select(request => request.Headers["Authorization"]),
            Is.EqualTo(new[] { "Bearer key-1", "Bearer key-2" }));
    }

    [Test]
    public void Does_not_retry_a_key_provider_that_fails()
    {
        int asked = 0;
        using var server = new ScriptedServer(Replies.Json(Good));
        using ApiTransport transport = Connect(server, options =>
        {
            options.ApiKey = null;
            options.ApiKeyProvider = _ => throw new HttpRequestException("no vault " + ++asked);
        });

        Assert.That(async () => await transport.PostAsync(), Throws.InstanceOf<HttpRequestException>().With.Message.EqualTo("no vault 1"));
    }

    [Test]
    public async Task Closes_a_discarded_answer_before_waiting()
    {
        using var server = new ScriptedServer(
            async connection =>
            {
                await connection.SendAsync("HTTP/1.1 500 No\r\nContent-Length: 9999999\r\n\r\nendless");
                await connection.WaitUntilClosedAsync();
            },
            Replies.Json(Good));
        var retry = new TaskCompletionSource<RetryInfo>();
        using ApiTransport transport = server.Connect(options =>
        {
            options.TimeProvider = time;
            options.Jitter = () => 0;
            options.OnRetry = retry.SetResult;
        });

        Task<Note> call = transport.PostAsync();
        RetryInfo info = await retry.Task;
        await time.WhenWaitingFor(info.Delay);
        await TransportFixture.WaitUntilAsync(() => server.Open == 0);
        time.Advance(info.Delay);

        Assert.That((await call).Text, Is.EqualTo("good"));
    }

    [Test]
    public async Task Is_cancelled_while_waiting_with_the_callers_token()
    {
        using var server = new ScriptedServer(Replies.Status(429, "Retry-After: 59"));
        using ApiTransport transport = server.Connect(options => options.TimeProvider = time);
        using var stop = new CancellationTokenSource();

        Task<Note> call = transport.PostAsync(cancellationToken: stop.Token);
        await time.WhenWaitingFor(TimeSpan.FromSeconds(59));
        await stop.CancelAsync();

        var fault = await call.CatchAsync<OperationCanceledException>();
        Assert.That(fault.CancellationToken, Is.EqualTo(stop.Token));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Tells_of_every_retry()
    {
        var told = new List<RetryInfo>();
        using var server = new ScriptedServer(Replies.Status(500), Replies.Reset(), Replies.Status(400));
        using ApiTransport transport = server.Connect(options =>
        {
            options.OnRetry = told.Add;
            options.Jitter = () => 1;
        });

        await transport.PostAsync().CatchAsync<BadRequestException>();

        Assert.That(told.Select(retry => retry.Attempt), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(told[0].Cause, Is.InstanceOf<ServerException>());
        Assert.That(told[1].Cause, Is.InstanceOf<ApiConnectionException>());
        Assert.That(told[1].Delay, Is.EqualTo(TimeSpan.FromMilliseconds(750)));
    }

    [Test]
    public async Task Does_not_wait_for_a_retry_that_would_come_too_late()
    {
        using var server = new ScriptedServer(Replies.Status(503, "Retry-After: 30"));
        using ApiTransport transport = server.Connect(options => options.Timeout = TimeSpan.FromSeconds(20));

        var fault = await transport.PostAsync().CatchAsync<ServerException>();

        Assert.That(fault.Message, Does.Contain("would exceed Timeout (20 s)"));
    }

    [Test]
    public async Task Leaks_no_connection_after_a_thousand_failures()
    {
        using var server = new ScriptedServer(Replies.Json("""{"error":{"message":"no"}}""", 500));
        using ApiTransport transport = Connect(server, options => options.MaxRetries = 1);

        for (int i = 0; i < 500; i++)
        {
            await transport.PostAsync().CatchAsync<ServerException>();
        }

        Assert.That(server.Requests, Has.Count.EqualTo(1000));
        Assert.That(server.Accepted, Is.LessThanOrEqualTo(50));
        await TransportFixture.WaitUntilAsync(() => server.Open <= 2);
    }

    private ApiTransport Connect(ScriptedServer server, Action<ChatApiOptions>? change = null) => server.Connect(options =>
    {
        options.PassDelays(time, delays);
        options.Timeout = Timeout.InfiniteTimeSpan;
        change?.Invoke(options);
    });
}
