using System.IO.Compression;
using System.Net;
using System.Text;
using Newtonsoft.Json.Linq;
using OpenAIChat.Runtime;

namespace OpenAIChat.Tests.Runtime.Transport;

/// <summary>What goes over the wire, by client options and by the options of a call.</summary>
internal sealed class RequestTests
{
    private const string Good = """{"text":"good"}""";

    [Test]
    public async Task Sends_what_a_call_needs_and_nothing_of_another_client()
    {
        ReceivedRequest request = await SendAsync(options =>
        {
            options.Organization = "org-1";
            options.Project = "proj-1";
            options.UserAgentSuffix = "MyApp/1.2";
        });

        Assert.That(request.Method, Is.EqualTo("POST"));
        Assert.That(request.Target, Is.EqualTo("/v1/notes"));
        Assert.That(request.Body, Is.EqualTo("""{"text":"hello","object":"request"}"""));
        Assert.That(request.Headers["Authorization"], Is.EqualTo("Bearer " + TransportFixture.Key));
        Assert.That(request.Headers["OpenAI-Organization"], Is.EqualTo("org-1"));
        Assert.That(request.Headers["OpenAI-Project"], Is.EqualTo("proj-1"));
        Assert.That(request.Headers["Content-Type"], Is.EqualTo("application/json"));
        Assert.That(request.Headers["Accept"], Is.EqualTo("application/json"));
        Assert.That(request.Headers["User-Agent"], Does.Match(@"^OpenAIChat/\d+\.\d+\.\d+\S* \(\.NET [^)]+\) MyApp/1\.2$"));
        Assert.That(request.Headers.Keys, Has.None.StartsWith("X-Stainless"));
    }

    [TestCase("", "/notes")]
    [TestCase("/", "/notes")]
    [TestCase("/v1", "/v1/notes")]
    [TestCase("/v1/", "/v1/notes")]
    [TestCase("/a/b?api-version=2", "/a/b/notes?api-version=2")]
    [TestCase("/a/b/?api-version=2", "/a/b/notes?api-version=2")]
    public async Task Appends_the_path_to_any_base_address(string path, string target)
    {
        ReceivedRequest request = await SendAsync(options => options.BaseUrl = new Uri(options.BaseUrl!, path.Length == 0 ? "/" : path));

        Assert.That(request.Target, Is.EqualTo(target));
    }

    [Test]
    public async Task Default_headers_and_query_go_with_every_call()
    {
        ReceivedRequest request = await SendAsync(options =>
        {
            options.DefaultHeaders["X-Team"] = "a";
            options.DefaultHeaders["user-agent"] = "mine";
            options.DefaultQuery["key"] = "a b&c";
        });

        Assert.That(request.Headers["X-Team"], Is.EqualTo("a"));
        Assert.That(request.Headers["User-Agent"], Is.EqualTo("mine"));
        Assert.That(request.Target, Is.EqualTo("/v1/notes?key=a%20b%26c"));
    }

    [Test]
    public async Task Options_of_a_call_add_replace_and_remove()
    {
        ReceivedRequest request = await SendAsync(
            options =>
            {
                options.DefaultHeaders["X-Team"] = "a";
                options.DefaultHeaders["X-Gone"] = "a";
                options.DefaultQuery["q"] = "1";
                options.DefaultQuery["gone"] = "1";
            },
            new RequestOptions
            {
                Headers = { ["x-team"] = "b", ["X-Gone"] = null, ["Accept"] = "text/plain", ["Content-Type"] = "application/x-json" },
                Query = { ["q"] = "2", ["gone"] = null },
                ExtraBody = JObject.Parse("""{"text":"replaced","big":123456789012345678901234567890,"none":null}"""),
            });

        Assert.That(request.Headers["X-Team"], Is.EqualTo("b"));
        Assert.That(request.Headers, Does.Not.ContainKey("X-Gone"));
        Assert.That(request.Headers["Accept"], Is.EqualTo("text/plain"));
        Assert.That(request.Headers["Content-Type"], Is.EqualTo("application/x-json"));
        Assert.That(request.Target, Is.EqualTo("/v1/notes?q=2"));
        Assert.That(
            request.Body,
            Is.EqualTo("""{"text":"replaced","object":"request","big":123456789012345678901234567890,"none":null}"""));
    }

    [Test]
    public async Task Options_add_up()
    {
        using var server = new ScriptedServer(Replies.Json(Good));
        using ApiTransport transport = server.Connect();
        using ApiTransport one = transport.With(new RequestOptions { Headers = { ["X-A"] = "1" }, ApiKey = "other" });
        using ApiTransport two = one.With(new RequestOptions { Headers = { ["X-B"] = "2" } });

        await two.PostAsync();
        await transport.PostAsync();

        Assert.That(server.Requests[0].Headers["X-A"] + server.Requests[0].Headers["X-B"], Is.EqualTo("12"));
        Assert.That(server.Requests[0].Headers["Authorization"], Is.EqualTo("Bearer other"));
        Assert.That(server.Requests[1].Headers["Authorization"], Is.EqualTo("Bearer " + TransportFixture.Key));
        Assert.That(server.Accepted, Is.EqualTo(1));
    }

    [Test]
    public async Task A_call_can_go_without_authentication()
    {
        ReceivedRequest request = await SendAsync(_ => { }, new RequestOptions { Anonymous = true });

        Assert.That(request.Headers, Does.Not.ContainKey("Authorization"));
    }

    [Test]
    public async Task A_null_header_removes_the_authentication()
    {
        ReceivedRequest request = await SendAsync(_ => { }, new RequestOptions { Headers = { ["authorization"] = null } });

        Assert.That(request.Headers, Does.Not.ContainKey("Authorization"));
    }

    [Test]
    public async Task Another_key_replaces_a_default_authorization_header()
    {
        ReceivedRequest request = await SendAsync(
            options => options.DefaultHeaders["Authorization"] = "Basic x",
            new RequestOptions { ApiKey = "other" });

        Assert.That(request.Headers["Authorization"], Is.EqualTo("Bearer other"));
    }

    [Test]
    public async Task Options_of_a_call_set_retries_and_timeout()
    {
        using var server = new ScriptedServer(Replies.Status(500));
        using ApiTransport transport = server.Connect().With(new RequestOptions { MaxRetries = 0, Timeout = TimeSpan.FromSeconds(5) });

        await transport.PostAsync().CatchAsync<ServerException>();

        Assert.That(server.Requests, Has.Count.EqualTo(1));
        Assert.That(transport.Settings.Timeout, Is.EqualTo(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public void Faulty_options_of_a_call_are_all_named()
    {
        using var server = new ScriptedServer();
        using ApiTransport transport = server.Connect();
        var options = new RequestOptions
        {
            ApiKey = "line\nbreak",
            Headers = { ["a b"] = "x", ["X-Y"] = "a\r\nb" },
            MaxRetries = -1,
            Timeout = TimeSpan.Zero
        };

        Assert.That(
            () => transport.With(options),
            Throws.ArgumentException.With.Message.Contains("5 errors").And.Message.Contains("a b").And.Message.Contains("X-Y").And.Message
                .Contains("MaxRetries")
                .And
                .Message
                .Contains("Timeout")
                .And
                .Message
                .Not
                .Contains("line\nbreak"));
    }

    [Test]
    public async Task Fills_and_escapes_path_and_query()
    {
        using var server = new ScriptedServer(Replies.Json(Good));
        using ApiTransport transport = server.Connect();
        var call = new ApiCall("getNote", HttpMethod.Get, "/notes/{id}/parts");
        call.Path("id", "a/b ?#ä");
        call.Query("limit", 5);
        call.Query("none", (string?)null);
        call.Query("on", true);
        call.Query("tag", ["x", "y&"]);
        call.Query("metadata", new Dictionary<string, string> { ["k y"] = "v=1" });
        call.Query("ids", ["a", "b,c"], ",");
        call.Query("nothing", [], ",");

        await transport.SendAsync(call, Note.Read, default);

        Assert.That(
            server.Requests[0].Target,
            Is.EqualTo("/v1/notes/a%2Fb%20%3F%23%C3%A4/parts?limit=5&on=true&tag=x&tag=y%26&metadata%5Bk%20y%5D=v%3D1&ids=a,b%2Cc"));
        Assert.That(server.Requests[0].Headers, Does.Not.ContainKey("Content-Type"));
    }

    [Test]
    public async Task The_query_of_a_path_goes_before_that_of_the_call()
    {
        using var server = new ScriptedServer(Replies.Json(Good), Replies.Json(Good));
        using ApiTransport transport = server.Connect(options => options.BaseUrl = new Uri(options.BaseUrl!, "/v1?key=k"));
        var call = new ApiCall("getNote", HttpMethod.Get, "/notes/{id}?version=2&part={part}");
        call.Path("id", "a?b");
        call.Path("part", "c&d");
        call.Query("limit", 5);

        await transport.SendAsync(call, Note.Read, default);
        await transport.SendAsync(new ApiCall("listNotes", HttpMethod.Get, "/notes?version=2"), Note.Read, default);

        Assert.That(
            server.Requests.Select(request => request.Target),
            Is.EqualTo(new[] { "/v1/notes/a%3Fb?key=k&version=2&part=c%26d&limit=5", "/v1/notes?key=k&version=2" }));
    }

    [Test]
    public async Task Puts_a_list_into_one_header()
    {
        using var server = new ScriptedServer(Replies.Json(Good));
        using ApiTransport transport = server.Connect();
        var call = new ApiCall("getNote", HttpMethod.Get, "/notes");
        call.Header("X-Tags", ["a", "b"]);
        call.Header("X-Nothing", []);

        await transport.SendAsync(call, Note.Read, default);

        Assert.That(server.Requests[0].Headers["X-Tags"], Is.EqualTo("a,b"));
        Assert.That(server.Requests[0].Headers, Does.Not.ContainKey("X-Nothing"));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" ")]
    [TestCase("..")]
    public void A_faulty_path_value_surfaces_from_the_task_before_anything_is_sent(string? id)
    {
        using var server = new ScriptedServer(Replies.Json(Good));
        using ApiTransport transport = server.Connect();
        var call = new ApiCall("getNote", HttpMethod.Get, "/notes/{id}");
        call.Path("id", id);

        Task<Note> task = transport.SendAsync(call, Note.Read, default);

        Assert.That(async () => await task, Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("id"));
        Assert.That(server.Requests, Is.Empty);
    }

    [Test]
    public void A_faulty_path_value_of_a_stream_surfaces_from_the_method()
    {
        using var transport = new ApiTransport(new TransportSettings { BaseUrl = new Uri("http://server.invalid") });
        var call = new ApiCall("streamNote", HttpMethod.Get, "/notes/{id}");
        call.Path("id", " ");

        Assert.That(() => transport.StreamAsync(call, Note.Read, null, default), Throws.ArgumentException);
    }

    [Test]
    public async Task A_given_client_is_neither_changed_nor_disposed()
    {
        using var server = new ScriptedServer(Replies.Json(Good));
        using var client = new HttpClient { BaseAddress = new Uri("http://other.invalid"), Timeout = TimeSpan.FromSeconds(77) };
        client.DefaultRequestHeaders.Add("Authorization", "Basic theirs");
        client.DefaultRequestHeaders.Add("X-Theirs", "1");

        using (var transport = new ApiTransport(client, server.Settings()))
        {
            await transport.PostAsync();
        }

        Assert.That(server.Requests[0].Headers["Authorization"], Is.EqualTo("Bearer " + TransportFixture.Key));
        Assert.That(server.Requests[0].Headers["X-Theirs"], Is.EqualTo("1"));
        Assert.That(client.Timeout, Is.EqualTo(TimeSpan.FromSeconds(77)));
        Assert.That((await client.GetAsync(server.BaseUrl)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task The_callers_object_is_prepared_on_a_copy()
    {
        using var server = new ScriptedServer(Replies.Json(Good));
        using ApiTransport transport = server.Connect();
        var settings = new TransportSettings
        {
            BaseUrl = server.BaseUrl,
            PrepareBody = (model, _, _) =>
            {
                var copy = (Note)model.Copy();
                copy.End = "prepared";
                return copy;
            },
        };
        using var prepared = new ApiTransport(settings);

        await prepared.PostAsync();

        Assert.That(server.Requests[0].Body, Does.Contain("prepared"));
    }

    [Test]
    public async Task Understands_a_compressed_answer()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Good));
        }

        byte[] bytes = packed.ToArray();
        using var server = new ScriptedServer(async connection =>
        {
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n");
            await connection.SendChunkAsync(bytes);
            await connection.SendAsync("0\r\n\r\n");
        });
        using ApiTransport transport = server.Connect();

        Note answer = await transport.PostAsync();

        Assert.That(answer.Text, Is.EqualTo("good"));
    }

    [Test]
    public async Task Every_answer_tells_how_it_came()
    {
        using var server = new ScriptedServer(
            Replies.Json(Good, 200, "x-request-id: req_7", "x-ratelimit-remaining-tokens: 149984", "X-Twice: a", "X-Twice: b"));
        using ApiTransport transport = server.Connect();

        Note answer = await transport.PostAsync();

        Assert.That(answer.Http.StatusCode, Is.EqualTo(200));
        Assert.That(answer.Http.RequestId, Is.EqualTo("req_7"));
        Assert.That(answer.Http.RateLimit.RemainingTokens, Is.EqualTo(149984));
        Assert.That(answer.Http.Headers["x-twice"], Is.EqualTo("a, b"));
        Assert.That(answer.Http.Duration, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(answer.Http.Body, Is.Null);
        Assert.That(answer.Http.ToString(), Is.EqualTo("HTTP 200, request req_7, 1 attempt"));
    }

    [Test]
    public async Task Captures_the_body_on_request()
    {
        using var server = new ScriptedServer(Replies.Json(" " + Good));
        using ApiTransport transport = server.Connect().With(new RequestOptions { CaptureBody = true });

        Note answer = await transport.PostAsync();

        Assert.That(answer.Http.Body, Is.EqualTo(" " + Good));
    }

    [Test]
    public async Task A_call_without_content_takes_any_success()
    {
        using var server = new ScriptedServer(Replies.Status(204));
        using ApiTransport transport = server.Connect();

        await transport.SendAsync(new ApiCall("deleteNote", HttpMethod.Delete, "/notes/1"), default);

        Assert.That(server.Requests[0].Method, Is.EqualTo("DELETE"));
    }

    [Test]
    public async Task Calls_at_the_same_time_do_not_mix_their_bodies()
    {
        using var server = new ScriptedServer(Replies.Json(Good));
        using ApiTransport transport = server.Connect();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => transport.PostAsync(new string((char)('A' + i), 300_000))));

        IEnumerable<int> letters = server.Requests.Select(request => request.Body.Where(char.IsAsciiLetterUpper).Distinct().Count());
        Assert.That(letters, Is.EqualTo(Enumerable.Repeat(1, 20)));
    }

    [Test]
    public async Task Bytes_that_are_still_being_sent_are_not_used_again()
    {
        var slow = new SlowStream();
        var body = new RequestBody(new Note { Text = "first" }, null);

        Task sending = body.CopyToAsync(slow, default);
        body.Dispose();
        using var other = new RequestBody(new Note { Text = "other" }, null);
        slow.Go.SetResult();
        await sending;

        Assert.That(Encoding.UTF8.GetString(slow.ToArray()), Is.EqualTo("""{"text":"first"}"""));
    }

    private static async Task<ReceivedRequest> SendAsync(Action<ChatApiOptions> change, RequestOptions? call = null)
    {
        using var server = new ScriptedServer(Replies.Json(Good));
        using ApiTransport transport = server.Connect(change);
        await transport.With(call ?? new RequestOptions()).PostAsync();
        return server.Requests[0];
    }

    private sealed class SlowStream : MemoryStream
    {
        public TaskCompletionSource Go { get; } = new();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Go.Task;
            await base.WriteAsync(buffer, cancellationToken);
        }
    }
}
