using System.Text;
using OpenAIChat.Runtime;

namespace OpenAIChat.Tests.Runtime.Transport;

/// <summary>The rows of the streaming table.</summary>
internal sealed class EventStreamTests
{
    private const string Full = "\uFEFF: hello\n\nid: 1\n\nretry: 10\n\nevent: message\ndata: {\"text\":\"ä€😀\"}\n\ndata: "
        + "{\"text\":\ndata: \"b\"}\n\ndata: {\"end\":\"stop\"}\n\ndata: [DONE]\n\n";

    [TestCase("\n")]
    [TestCase("\r")]
    [TestCase("\r\n")]
    public async Task Reads_every_kind_of_line_end_and_event(string lineEnd)
    {
        using var server = new ScriptedServer(Replies.Events(Full.Replace("\n", lineEnd, StringComparison.Ordinal)));
        using ApiTransport transport = server.Connect();

        var (texts, fault) = await transport.Stream().ReadAllAsync();

        Assert.That(fault, Is.Null);
        Assert.That(texts, Is.EqualTo(new[] { "ä€😀", "b", null }));
    }

    [Test]
    public async Task Reads_the_same_from_every_split()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Full.Replace("\n", "\r\n", StringComparison.Ordinal));
        for (int split = 1; split < bytes.Length; split++)
        {
            using var transport = new ApiTransport(new HttpClient(new SplitHandler(bytes, split)), Settings());

            var (texts, fault) = await transport.Stream().ReadAllAsync();

            Assert.That(fault, Is.Null, $"split at {split}");
            Assert.That(texts, Is.EqualTo(new[] { "ä€😀", "b", null }), $"split at {split}");
        }
    }

    [Test]
    public async Task Asks_for_events_and_tells_how_the_stream_came()
    {
        using var server = new ScriptedServer(Replies.Events("data: {\"text\":\"a\",\"end\":\"stop\"}\n\ndata: [DONE]\n\n"));
        using ApiTransport transport = server.Connect();

        Note? last = null;
        await foreach (Note note in transport.Stream())
        {
            last = note;
        }

        Assert.That(server.Requests[0].Headers["Accept"], Is.EqualTo("text/event-stream"));
        Assert.That(last!.Http.RequestId, Is.EqualTo("req_stream"));
        Assert.That(last.Http.Attempts, Is.EqualTo(1));
    }

    [TestCase("data: {\"error\":{\"message\":\"overloaded\",\"code\":\"busy\"}}\n\n")]
    [TestCase("event: error\ndata: {\"error\":{\"message\":\"overloaded\",\"code\":\"busy\"}}\n\n")]
    [TestCase("event: error\ndata: {\"message\":\"overloaded\",\"code\":\"busy\"}\n\n")]
    [TestCase("data: {\"object\":\"error\",\"message\":\"overloaded\",\"code\":\"busy\"}\n\n")]
    [TestCase("data: {\"message\":\"overloaded\",\"code\":\"busy\"}\n\n")]
    [TestCase("data: {\"error\":{\"message\":\"overloaded\",\"code\":\"busy\"},\"text\":\"b\",\"end\":\"error\"}\n\n")]
    public async Task Throws_an_error_of_the_server_after_the_chunks_before_it(string error)
    {
        using var server = new ScriptedServer(Replies.Events("data: {\"text\":\"a\"}\n\n", error, "data: {\"text\":\"never\"}\n\n"));
        using ApiTransport transport = server.Connect();

        var (texts, fault) = await transport.Stream().ReadAllAsync();

        Assert.That(texts, Is.EqualTo(new[] { "a" }));
        Assert.That(fault, Is.TypeOf<ApiStreamException>());
        Assert.That(((ApiStreamException)fault!).Error, Has.Property("Message").EqualTo("overloaded").And.Property("Code").EqualTo("busy"));
        Assert.That(fault.Message, Does.Contain("overloaded").And.Contain("req_stream"));
    }

    [TestCase("error: {\"code\":500,\"message\":\"overloaded\",\"n_ctx\":1}\n\n", "data: [DONE]\n\n")]
    [TestCase("error: {\"code\":500,\"message\":\"overloaded\"}\r\n\r\n", "")]
    [TestCase("{\"error\":{\"message\":\"overloaded\"}}", "")]
    [TestCase("{\n  \"error\": {\n    \"message\": \"overloaded\"\n  }\n}\n", "\ndata: [DONE]\n\n")]
    public async Task Throws_an_error_that_stands_between_the_events(string error, string end)
    {
        using var server = new ScriptedServer(
            Replies.Events("data: {\"text\":\"" + new string('x', 9000) + "\"}\n\n", "data: {\"text\":\"a\"}\n\n", error, end));
        using ApiTransport transport = server.Connect();

        var (texts, fault) = await transport.Stream().ReadAllAsync();

        Assert.That(texts, Has.Count.EqualTo(2));
        Assert.That(fault, Is.TypeOf<ApiStreamException>());
        Assert.That(((ApiStreamException)fault!).Error!.Message, Is.EqualTo("overloaded"));
    }

    [TestCase("new: field\ndata: {\"text\":\"a\"}\n\ndata: [DONE]\n\n")]
    [TestCase("data: {\"text\":\"a\",\"end\":\"stop\"}\n\nerror: too late\n\n")]
    public async Task A_line_that_no_event_has_is_passed_over(string events)
    {
        using var server = new ScriptedServer(Replies.Events(events));
        using ApiTransport transport = server.Connect();

        var (texts, fault) = await transport.Stream().ReadAllAsync();

        Assert.That(fault, Is.Null);
        Assert.That(texts, Is.EqualTo(new[] { "a" }));
    }

    [TestCase("upstream connect error: reset", "before anything was said: upstream connect error: reset.")]
    [TestCase("data: {\"text\":\"a\"}\n\n<html><title>504</title></html>", "is incomplete: HTML page \"504\".")]
    public async Task An_end_that_comes_too_early_shows_what_the_server_says(string events, string words)
    {
        using var server = new ScriptedServer(Replies.Events(events));
        using ApiTransport transport = server.Connect();

        var (_, fault) = await transport.Stream().ReadAllAsync();

        Assert.That(fault, Is.TypeOf<IncompleteStreamException>().With.Message.Contains(words));
    }

    [Test]
    public async Task Text_that_speaks_of_an_error_is_no_error()
    {
        using var server = new ScriptedServer(
            Replies.Events("data: {\"text\":\"{\\\"error\\\":1}\",\"error\":null}\n\ndata: {\"end\":\"error\"}\n\ndata: [DONE]\n\n"));
        using ApiTransport transport = server.Connect();

        var (texts, fault) = await transport.Stream().ReadAllAsync();

        Assert.That(fault, Is.Null);
        Assert.That(texts, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_stream_without_end_mark_and_without_finish_reason_is_incomplete()
    {
        using var server = new ScriptedServer(Replies.Events("data: {\"text\":\"a\"}\n\n"));
        using ApiTransport transport = server.Connect();

        var (texts, fault) = await transport.Stream().ReadAllAsync();

        Assert.That(texts, Is.EqualTo(new[] { "a" }));
        Assert.That(fault, Is.TypeOf<IncompleteStreamException>());
    }

    [Test]
    public async Task A_stream_without_end_mark_is_accepted_when_the_option_says_so()
    {
        using var server = new ScriptedServer(Replies.Events("data: {\"text\":\"a\"}\n\n"));
        using ApiTransport transport = server.Connect(options => options.RequireStreamEnd = false);

        var (texts, fault) = await transport.Stream().ReadAllAsync();

        Assert.That(fault, Is.Null);
        Assert.That(texts, Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public async Task A_stream_with_a_finish_reason_needs_no_end_mark()
    {
        using var server = new ScriptedServer(Replies.Events("data: {\"text\":\"a\",\"end\":\"stop\"}\n\n"));
        using ApiTransport transport = server.Connect();

        var (_, fault) = await transport.Stream().ReadAllAsync();

        Assert.That(fault, Is.Null);
    }

    [TestCase("data: {\"text\":\"b")]
    [TestCase("data: {\"text\":\"b\n")]
    [TestCase("data: {\"text\":\"b\n\n")]
    public async Task Json_that_is_cut_off_at_the_end_is_an_error(string cut)
    {
        using var server = new ScriptedServer(Replies.Events("data: {\"text\":\"a\"}\n\n", cut));
        using ApiTransport transport = server.Connect();

        var (texts, fault) = await transport.Stream().ReadAllAsync();

        Assert.That(texts, Is.EqualTo(new[] { "a" }));
        Assert.That(fault, Is.InstanceOf<ApiStreamException>());
    }

    [Test]
    public async Task Malformed_json_is_a_typed_error_that_does_not_quote_it()
    {
        using var server = new ScriptedServer(Replies.Events("data: {\"text\":\"a\"}\n\n", "data: {secret words}\n\n", "data: {}\n\n"));
        using ApiTransport transport = server.Connect();

        var (_, fault) = await transport.Stream().ReadAllAsync();

        Assert.That(fault, Is.TypeOf<ApiStreamException>());
        Assert.That(fault!.ToString(), Does.Not.Contain("secret").And.Not.Contain("words"));
    }

    [TestCase("data: [DONE]\n\n")]
    [TestCase("data:[DONE]\n\n")]
    [TestCase("data:   [DONE]  \n\n")]
    [TestCase("data: [DONE]\t\r\n\r\n")]
    [TestCase("data: [DONE]\n\ndata: nonsense\n\n")]
    public async Task The_end_mark_ends_the_stream_with_blanks_around_it_too(string mark)
    {
        using var server = new ScriptedServer(Replies.Events("data: {\"text\":\"a\"}\n\n", mark));
        using ApiTransport transport = server.Connect();

        var (texts, fault) = await transport.Stream().ReadAllAsync();

        Assert.That(fault, Is.Null);
        Assert.That(texts, Is.EqualTo(new[] { "a" }));
    }

    [TestCase("application/json")]
    [TestCase("text/event-stream")]
    public async Task One_json_answer_to_a_stream_request_is_the_only_chunk(string type)
    {
        using var server = new ScriptedServer(Replies.Text(" {\"text\":\"all\"}", type));
        using ApiTransport transport = server.Connect();

        var (texts, fault) = await transport.Stream().ReadAllAsync();

        Assert.That(fault, Is.Null);
        Assert.That(texts, Is.EqualTo(new[] { "all" }));
    }

    [Test]
    public async Task A_json_error_under_200_is_thrown_typed()
    {
        using var server = new ScriptedServer(Replies.Json("""{"error":{"message":"no such model","code":"model_not_found"}}"""));
        using ApiTransport transport = server.Connect();

        var (texts, fault) = await transport.Stream().ReadAllAsync();

        Assert.That(texts, Is.Empty);
        Assert.That(((ApiResponseException)fault!).Error!.Code, Is.EqualTo("model_not_found"));
    }

    [TestCase("""{"message":"no such model"}""", true)]
    [TestCase("""{"message":"no such model"}""", false)]
    [TestCase("""{"detail":"no such model"}""", true)]
    public async Task A_document_in_place_of_a_stream_shows_what_the_server_says(string body, bool mayBeWhole)
    {
        using var server = new ScriptedServer(Replies.Json(body));
        using ApiTransport transport = server.Connect();

        var (_, fault) = await transport.StreamAsync(TransportFixture.Call("hello"), Note.Read, mayBeWhole ? Note.Read : null, default)
            .ReadAllAsync();

        Assert.That(fault, Is.TypeOf<ApiResponseException>().With.Message.Contains("no such model"));
        Assert.That(((ApiResponseException)fault!).Error!.Message, Is.EqualTo("no such model"));
    }

    [TestCase("", "text/event-stream")]
    [TestCase("", "application/json")]
    [TestCase("<html>log in</html>", "text/html")]
    [TestCase("hello", "text/plain")]
    [TestCase("[]", "application/json")]
    public async Task Nothing_to_read_is_never_an_empty_success(string body, string type)
    {
        using var server = new ScriptedServer(Replies.Text(body, type));
        using ApiTransport transport = server.Connect(options => options.RequireStreamEnd = false);

        var (texts, fault) = await transport.Stream().ReadAllAsync();

        Assert.That(texts, Is.Empty);
        Assert.That(fault, Is.InstanceOf<ApiException>());
    }

    [Test]
    public async Task Leaving_the_loop_early_releases_the_connection()
    {
        using var server = new ScriptedServer(async connection =>
        {
            await connection.BeginEventsAsync();
            await connection.SendChunkAsync("data: {\"text\":\"a\"}\n\n"u8.ToArray());
            await connection.WaitUntilClosedAsync();
        });
        using ApiTransport transport = server.Connect();

        await foreach (Note _ in transport.Stream())
        {
            break;
        }

        await TransportFixture.WaitUntilAsync(() => server.Open == 0);
    }

    [Test]
    public async Task Cancelling_ends_a_waiting_stream_with_the_callers_token()
    {
        using var server = new ScriptedServer(async connection =>
        {
            await connection.BeginEventsAsync();
            await connection.SendChunkAsync("data: {\"text\":\"a\"}\n\n"u8.ToArray());
            await connection.WaitUntilClosedAsync();
        });
        using ApiTransport transport = server.Connect();
        using var stop = new CancellationTokenSource();

        await using IAsyncEnumerator<Note> stream = transport.Stream(stop.Token).GetAsyncEnumerator();
        await stream.MoveNextAsync();
        Task<bool> next = stream.MoveNextAsync().AsTask();
        await stop.CancelAsync();

        OperationCanceledException fault = await next.CatchAsync<OperationCanceledException>();
        Assert.That(fault.CancellationToken, Is.EqualTo(stop.Token));
    }

    [Test]
    public async Task Cancelling_ends_a_stream_also_between_events_that_have_come()
    {
        using var server = new ScriptedServer(Replies.Events("data: {\"text\":\"a\"}\n\ndata: {\"text\":\"b\"}\n\ndata: [DONE]\n\n"));
        using ApiTransport transport = server.Connect();
        using var stop = new CancellationTokenSource();
        using var call = new CancellationTokenSource();

        await using IAsyncEnumerator<Note> stream = transport.Stream(call.Token).GetAsyncEnumerator(stop.Token);
        await stream.MoveNextAsync();
        await stop.CancelAsync();

        OperationCanceledException fault = await stream.MoveNextAsync().AsTask().CatchAsync<OperationCanceledException>();
        Assert.That(fault.CancellationToken, Is.EqualTo(stop.Token));
        Assert.That(await stream.MoveNextAsync(), Is.False);
    }

    [Test]
    public async Task Every_enumeration_is_one_request()
    {
        using var server = new ScriptedServer(Replies.Events("data: {\"text\":\"a\"}\n\ndata: [DONE]\n\n"));
        using ApiTransport transport = server.Connect();

        IAsyncEnumerable<Note> stream = transport.Stream();
        Assert.That(server.Requests, Is.Empty);
        await stream.ReadAllAsync();
        await stream.ReadAllAsync();

        Assert.That(server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_silent_stream_ends_in_a_timeout()
    {
        var time = new ManualTime();
        using var server = new ScriptedServer(async connection =>
        {
            await connection.BeginEventsAsync();
            await connection.SendChunkAsync("data: {\"text\":\"a\"}\n\n"u8.ToArray());
            await connection.WaitUntilClosedAsync();
        });
        using ApiTransport transport = server.Connect(options =>
        {
            options.TimeProvider = time;
            options.StreamIdleTimeout = TimeSpan.FromSeconds(42);
        });

        await using IAsyncEnumerator<Note> stream = transport.Stream().GetAsyncEnumerator();
        await stream.MoveNextAsync();
        Task<bool> next = stream.MoveNextAsync().AsTask();
        await time.WhenWaitingFor(TimeSpan.FromSeconds(42));
        time.Advance(TimeSpan.FromSeconds(43));

        ApiTimeoutException fault = await next.CatchAsync<ApiTimeoutException>();
        Assert.That(fault.Setting, Is.EqualTo("StreamIdleTimeout"));
        Assert.That(fault.Http.RequestId, Is.EqualTo("req_stream"));
        await TransportFixture.WaitUntilAsync(() => server.Open == 0);
    }

    [Test]
    public async Task The_time_for_a_call_does_not_end_a_stream_that_has_begun()
    {
        var time = new ManualTime();
        var go = new TaskCompletionSource();
        using var server = new ScriptedServer(async connection =>
        {
            await connection.BeginEventsAsync();
            await connection.SendChunkAsync("data: {\"text\":\"a\"}\n\n"u8.ToArray());
            await go.Task;
            await connection.SendChunkAsync("data: {\"text\":\"b\"}\n\ndata: [DONE]\n\n"u8.ToArray());
            await connection.SendAsync("0\r\n\r\n");
        });
        using ApiTransport transport = server.Connect(options => options.TimeProvider = time);

        var texts = new List<string?>();
        await foreach (Note note in transport.Stream())
        {
            texts.Add(note.Text);
            time.Advance(TimeSpan.FromHours(1));
            go.TrySetResult();
        }

        Assert.That(texts, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public async Task A_connection_that_breaks_before_the_first_byte_is_retried()
    {
        using var server = new ScriptedServer(
            async connection =>
            {
                await connection.BeginEventsAsync();
                connection.Close();
            },
            Replies.Events("data: {\"text\":\"a\"}\n\ndata: [DONE]\n\n"));
        using ApiTransport transport = server.Connect();

        var (texts, fault) = await transport.Stream().ReadAllAsync();

        Assert.That(fault, Is.Null);
        Assert.That(texts, Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public async Task A_connection_that_breaks_after_the_first_byte_is_not_retried()
    {
        using var server = new ScriptedServer(async connection =>
        {
            await connection.BeginEventsAsync();
            await connection.SendChunkAsync("data: {\"text\":\"a\"}\n\n"u8.ToArray());
            connection.Close();
        });
        using ApiTransport transport = server.Connect();

        var (texts, fault) = await transport.Stream().ReadAllAsync();

        Assert.That(texts, Is.EqualTo(new[] { "a" }));
        Assert.That(fault, Is.TypeOf<IncompleteStreamException>());
        Assert.That(fault!.InnerException, Is.InstanceOf<IOException>());
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_error_status_answers_a_stream_request_as_it_does_a_plain_one()
    {
        using var server = new ScriptedServer(Replies.Json("""{"error":{"message":"no"}}""", 400));
        using ApiTransport transport = server.Connect();

        var (_, fault) = await transport.Stream().ReadAllAsync();

        Assert.That(fault, Is.TypeOf<BadRequestException>());
    }

    [TestCase("data: ")]
    [TestCase("{\"text\":\"")]
    public async Task An_event_without_end_does_not_fill_the_memory(string start)
    {
        using var transport = new ApiTransport(new HttpClient(new EndlessHandler(Encoding.UTF8.GetBytes(start))), Settings());

        var (texts, fault) = await transport.Stream().ReadAllAsync();

        Assert.That(texts, Is.Empty);
        Assert.That(fault, Is.TypeOf<ApiStreamException>().With.Message.Contains("64 MiB"));
    }

    private static TransportSettings Settings() => new() { BaseUrl = new Uri("http://localhost/v1"), ApiKey = TransportFixture.Key };

    private sealed class SplitHandler(byte[] bytes, int split) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new StreamContent(new SplitStream(bytes, split)) });
    }

    private sealed class EndlessHandler(byte[] start) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new StreamContent(new EndlessStream(start)) });
    }

    private sealed class EndlessStream(byte[] start) : MemoryStream(start)
    {
        // What the netstandard2.0 build calls.
        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int count = await base.ReadAsync(buffer, cancellationToken);
            if (count == 0)
            {
                buffer.Span.Fill((byte)'x');
            }

            return count == 0 ? buffer.Length : count;
        }
    }

    private sealed class SplitStream(byte[] bytes, int split) : MemoryStream(bytes)
    {
        // What the netstandard2.0 build calls.
        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int room = Position < split ? (int)(split - Position) : buffer.Length;
            return base.ReadAsync(buffer[..Math.Min(room, buffer.Length)], cancellationToken);
        }
    }
}
