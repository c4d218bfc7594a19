using System.Net;
using System.Net.Sockets;
using OpenAIChat.Runtime;

namespace OpenAIChat.Tests.Runtime.Transport;

/// <summary>A timeout is its own exception, and the caller's cancellation is never taken for one.</summary>
internal sealed class TimeoutTests
{
    private readonly ManualTime time = new();

    [Test]
    public async Task A_call_without_answer_ends_in_a_timeout_that_names_its_setting()
    {
        using var server = new ScriptedServer(Replies.Silence());
        using ApiTransport transport = server.Connect(options =>
        {
            options.TimeProvider = time;
            options.Timeout = TimeSpan.FromSeconds(30);
        });

        Task<Note> call = transport.PostAsync();
        await TransportFixture.WaitUntilAsync(() => server.Requests.Count == 1);
        time.Advance(TimeSpan.FromSeconds(31));

        var fault = await call.CatchAsync<ApiTimeoutException>();
        Assert.That(fault.Setting, Is.EqualTo("Timeout"));
        Assert.That(fault.Limit, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(fault.Message, Does.Contain("Timeout (30 s)").And.Contain("127.0.0.1"));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_body_of_an_answer_counts_too()
    {
        using var server = new ScriptedServer(async connection =>
        {
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{");
            await connection.WaitUntilClosedAsync();
        });
        using ApiTransport transport = server.Connect(options => options.TimeProvider = time);

        Task<Note> call = transport.PostAsync();
        await TransportFixture.WaitUntilAsync(() => server.Requests.Count == 1);
        time.Advance(TimeSpan.FromMinutes(11));

        await call.CatchAsync<ApiTimeoutException>();
        await TransportFixture.WaitUntilAsync(() => server.Open == 0);
    }

    [Test]
    public async Task The_callers_cancellation_is_never_a_timeout()
    {
        using var server = new ScriptedServer(Replies.Silence());
        using ApiTransport transport = server.Connect();
        using var stop = new CancellationTokenSource();

        Task<Note> call = transport.PostAsync(cancellationToken: stop.Token);
        await TransportFixture.WaitUntilAsync(() => server.Requests.Count == 1);
        await stop.CancelAsync();

        var fault = await call.CatchAsync<OperationCanceledException>();
        Assert.That(fault.CancellationToken, Is.EqualTo(stop.Token));
        Assert.That(call.IsCanceled, Is.True);
    }

    [Test]
    public async Task A_token_that_is_cancelled_already_sends_nothing()
    {
        using var server = new ScriptedServer(Replies.Silence());
        using ApiTransport transport = server.Connect();

        await transport.PostAsync(cancellationToken: new CancellationToken(true)).CatchAsync<OperationCanceledException>();

        Assert.That(server.Requests, Is.Empty);
    }

    [Test]
    public async Task The_timeout_of_a_given_client_is_not_repeated_and_says_what_to_set()
    {
        using var server = new ScriptedServer(Replies.Silence());
        using var client = new HttpClient { Timeout = TimeSpan.FromMilliseconds(50) };
        using var transport = new ApiTransport(client, server.Settings(options =>
        {
            options.MaxRetries = 1;
            options.Jitter = () => 1;
        }));

        var fault = await transport.PostAsync().CatchAsync<ApiTimeoutException>();

        Assert.That(fault.Setting, Is.EqualTo("HttpClient.Timeout"));
        Assert.That(
            fault.Message,
            Does.Contain("HttpClient.Timeout (50 ms)").And.Contain("Timeout.InfiniteTimeSpan").And.Contain("ChatApiOptions.Timeout"));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_connection_that_is_not_made_ends_in_a_connect_timeout()
    {
        using var never = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromMilliseconds(50),
            ConnectCallback = async (_, token) =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return Stream.Null;
            },
        };
        using var client = new HttpClient(never);
        using var server = new ScriptedServer();
        using var transport = new ApiTransport(client, server.Settings(options => options.MaxRetries = 0));

        var fault = await transport.PostAsync().CatchAsync<ApiTimeoutException>();

        Assert.That(fault.Setting, Is.EqualTo("ConnectTimeout"));
    }

    [Test]
    public async Task A_refused_connection_names_the_address()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var server = new ScriptedServer();
        using ApiTransport transport = server.Connect(options =>
        {
            options.BaseUrl = new Uri($"http://127.0.0.1:{port}");
            options.MaxRetries = 0;
        });

        var fault = await transport.PostAsync().CatchAsync<ApiConnectionException>();

        Assert.That(fault.Message, Does.Contain($"http://127.0.0.1:{port}"));
        Assert.That(fault.InnerException, Is.InstanceOf<HttpRequestException>());
    }
}
