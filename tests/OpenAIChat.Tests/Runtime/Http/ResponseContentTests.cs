using System.IO.Compression;
using System.Net;
using System.Text;
using OpenAIChat.Runtime;

namespace OpenAIChat.Tests.Runtime.Http;

/// <summary>Bodies that are compressed, corrupt, or too long.</summary>
internal sealed class ResponseContentTests
{
    private const string Good = """{"text":"good"}""";
    private const int Limit = 4 * 1024 * 1024;

    private static readonly string[] Codings = ["gzip", "x-gzip", "deflate", "raw deflate", "br"];

    [TestCaseSource(nameof(Codings))]
    public async Task Reads_every_coding(string coding)
    {
        SkipWhereUnknown(coding);
        using var server = new ScriptedServer(Encoded(coding, Encode(coding, Good)));
        using ApiTransport transport = server.Connect();

        Note answer = await transport.PostAsync();

        Assert.That(answer.Text, Is.EqualTo("good"));
        Assert.That(server.Requests[0].Headers["Accept-Encoding"], Does.StartWith("gzip, deflate"));
    }

    [Test]
    public async Task Reads_codings_that_were_applied_one_after_the_other()
    {
        using var server = new ScriptedServer(Encoded("deflate, gzip", Encode("gzip", Encode("deflate", Encoding.UTF8.GetBytes(Good)))));
        using ApiTransport transport = server.Connect();

        Assert.That((await transport.PostAsync()).Text, Is.EqualTo("good"));
    }

    [TestCaseSource(nameof(Codings))]
    public async Task A_corrupt_body_is_a_broken_connection_and_retried(string coding)
    {
        SkipWhereUnknown(coding);
        using var server = new ScriptedServer(Encoded(coding, Corrupt(coding)), Replies.Json(Good));
        using ApiTransport transport = server.Connect(options => options.Jitter = () => 1);

        Note answer = await transport.PostAsync();

        Assert.That(answer.Http.Attempts, Is.EqualTo(2));
    }

    [TestCaseSource(nameof(Codings))]
    public async Task A_body_that_stays_corrupt_is_one_typed_error(string coding)
    {
        SkipWhereUnknown(coding);
        using var server = new ScriptedServer(Encoded(coding, Corrupt(coding)));
        using ApiTransport transport = server.Connect(options => options.MaxRetries = 0);

        await transport.PostAsync().CatchAsync<ApiConnectionException>();
    }

    [TestCase(400, typeof(BadRequestException))]
    [TestCase(500, typeof(ServerException))]
    public async Task A_corrupt_body_does_not_hide_the_status(int status, Type type)
    {
        foreach (string coding in Codings)
        {
            using var server = new ScriptedServer(Encoded(coding, Corrupt(coding), status));
            using ApiTransport transport = server.Connect(options => options.MaxRetries = 0);

            Exception? error = null;
            try
            {
                await transport.PostAsync();
            }
            catch (ApiException thrown)
            {
                error = thrown;
            }

            Assert.That(error, Is.TypeOf(type), coding);
        }
    }

    [Test]
    public async Task A_stream_whose_coding_is_corrupt_is_incomplete_and_no_bare_exception()
    {
        byte[] events = Encode("gzip", "data: {\"text\":\"a\"}\n\n" + new string(':', 20_000) + "\n\n");
        using var server = new ScriptedServer(Encoded("gzip", [.. events.Take(events.Length / 2), .. new byte[200]]));
        using ApiTransport transport = server.Connect(options => options.MaxRetries = 0);

        var (_, error) = await transport.Stream().ReadAllAsync();

        Assert.That(error, Is.InstanceOf<ApiException>());
    }

    [TestCase(typeof(InvalidOperationException))]
    [TestCase(typeof(NotSupportedException))]
    [TestCase(typeof(FormatException))]
    [TestCase(typeof(NullReferenceException))]
    public async Task Whatever_the_stream_of_a_given_client_throws_is_a_broken_connection(Type type)
    {
        using var client = new HttpClient(new InMemoryHandler(
            _ => new HttpResponseMessage { Content = new StreamContent(new ThrowingStream((Exception)Activator.CreateInstance(type)!)) }));
        using var transport =
            new ApiTransport(client, new TransportSettings { BaseUrl = new Uri("http://server.invalid"), MaxRetries = 0 });

        var error = await transport.PostAsync().CatchAsync<ApiConnectionException>();

        Assert.That(error.GetBaseException(), Is.TypeOf(type));
    }

    [Test]
    public async Task An_answer_longer_than_the_limit_is_refused_before_it_fills_the_memory()
    {
        byte[] bomb = Encode("gzip", "{\"text\":\"" + new string('x', 64 * 1024 * 1024) + "\"}");
        using var client = new HttpClient(new InMemoryHandler(_ => Answer(bomb, "gzip")));
        using var transport = new ApiTransport(client, Limited());
        await transport.PostAsync().CatchAsync<ApiResponseException>();

        long before = GC.GetTotalAllocatedBytes(precise: true);
        var error = await transport.PostAsync().CatchAsync<ApiResponseException>();
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.That(error.Message, Does.Contain("MaxResponseBytes (4 MiB)"));
        Assert.That(error.Http.Attempts, Is.EqualTo(1));
        Assert.That(allocated, Is.LessThan((2 * Limit) + (1 << 20)));
    }

    [TestCase("data: {\"text\":\"")]
    [TestCase(": ")]
    [TestCase("error: ")]
    public async Task An_event_longer_than_the_limit_is_refused_before_it_fills_the_memory(string start)
    {
        byte[] bomb = Encode("gzip", start + new string('x', 64 * 1024 * 1024));
        using var client = new HttpClient(new InMemoryHandler(_ => Answer(bomb, "gzip")));
        using var transport = new ApiTransport(client, Limited());
        await transport.Stream().ReadAllAsync();

        long before = GC.GetTotalAllocatedBytes(precise: true);
        var (_, error) = await transport.Stream().ReadAllAsync();
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.That(error, Is.TypeOf<ApiStreamException>().With.Message.Contains("MaxResponseBytes (4 MiB)"));
        Assert.That(allocated, Is.LessThan((2 * Limit) + (1 << 20)));
    }

    [TestCase(0)]
    [TestCase(1)]
    public async Task The_limit_is_the_longest_body_that_is_accepted(int excess)
    {
        string body = "{\"text\":\"" + new string('x', 5000) + "\"}";
        using var server = new ScriptedServer(Replies.Json(body));
        using ApiTransport transport = server.Connect(options => options.MaxResponseBytes = body.Length - excess);

        Exception? error = null;
        try
        {
            await transport.PostAsync();
        }
        catch (ApiException thrown)
        {
            error = thrown;
        }

        Assert.That(error, excess == 0 ? Is.Null : Is.TypeOf<ApiResponseException>());
    }

    [Test]
    public async Task A_stream_may_be_longer_than_its_longest_event()
    {
        string chunk = "data: {\"text\":\"" + new string('x', 1000) + "\"}\n\n";
        using var server = new ScriptedServer(Replies.Events([.. Enumerable.Repeat(chunk, 50), "data: [DONE]\n\n"]));
        using ApiTransport transport = server.Connect(options => options.MaxResponseBytes = 2000);

        var (texts, error) = await transport.Stream().ReadAllAsync();

        Assert.That(error, Is.Null);
        Assert.That(texts, Has.Count.EqualTo(50));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase((1L << 30) + 1)]
    public void A_senseless_limit_is_refused(long limit) => Assert.That(
        () => new ChatApiOptions { ApiKey = "key", MaxResponseBytes = limit }.ToSettings(_ => null),
            Throws.ArgumentException.With.Message.Contains("MaxResponseBytes"));

    private static TransportSettings Limited() => new() { BaseUrl = new Uri("http://server.invalid"), MaxResponseBytes = Limit };

    private static HttpResponseMessage Answer(byte[] body, string coding)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentEncoding.Add(coding);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }

    private static void SkipWhereUnknown(string coding)
    {
        if (coding == "br" && !ContentDecoder.AcceptEncoding.Contains("br", StringComparison.Ordinal))
        {
            Assert.Ignore("Brotli is not available there.");
        }
    }

    private static byte[] Encode(string coding, string text) => Encode(coding, Encoding.UTF8.GetBytes(text));

    private static byte[] Encode(string coding, byte[] bytes)
    {
        var packed = new MemoryStream();
        using (Stream stream = coding switch
        {
            "deflate" => new ZLibStream(packed, CompressionLevel.Optimal),
            "raw deflate" => new DeflateStream(packed, CompressionLevel.Optimal),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest),
            _ => new GZipStream(packed, CompressionLevel.Optimal),
        })
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }

    private static byte[] Corrupt(string coding)
    {
        byte[] bytes = Encode(coding, "{\"text\":\"" + string.Concat(Enumerable.Range(0, 500).Select(i => $"{i * 7919 % 1009},")) + "\"}");
        bytes.AsSpan(12, bytes.Length - 24).Fill(0xFF);
        return bytes;
    }

    private static Reply Encoded(string coding, byte[] body, int status = 200) => async connection =>
    {
        string name = coding.Split(' ')[^1];
        string header = coding.Contains(',', StringComparison.Ordinal) ? coding : name;
        await connection.SendAsync($"HTTP/1.1 {status} Whatever\r\nContent-Type: application/json\r\nContent-Encoding: {header}\r\n");
        await connection.SendAsync("Transfer-Encoding: chunked\r\n\r\n");
        await connection.SendChunkAsync(body);
        await connection.SendAsync("0\r\n\r\n");
    };

    private sealed class ThrowingStream(Exception error) : MemoryStream
    {
        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => throw error;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw error;
    }
}
