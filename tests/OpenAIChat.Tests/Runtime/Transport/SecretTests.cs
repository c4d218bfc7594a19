using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenAIChat.Runtime;

namespace OpenAIChat.Tests.Runtime.Transport;

/// <summary>A key is shown nowhere, however a server echoes it; and what is no key is left as it is.</summary>
internal sealed class SecretTests
{
    private const string Key = "sk+odd/key=with\"quote'and&more";

    private static readonly string[] Echoes =
    [
        """{"error":{"message":"Incorrect key: @plain@","code":"@plain@","type":"@plain@","param":"@plain@"}}""",
        """{"error":{"message":"Incorrect key: @unicode@"}}""",
        """{"error":{"message":"{\"inner\":\"@twice@\"}"}}""",
        """{"error":{"message":"GET /?key=@url@"}}""",
        """{"error":{"@plain@":"x","message":"m"}}""",
        """{"detail":[{"loc":["body","@plain@"],"msg":"required"}]}""",
        "@raw@",
        "<html><head><title>@html@</title></head></html>",
        """{"error":{"message":"cut off @half@""",
    ];

    [TestCaseSource(nameof(Echoes))]
    public async Task No_part_of_an_error_shows_the_key(string body)
    {
        using var server = new ScriptedServer(Replies.Json(Echo(body), 401, "x-echo: Bearer " + Key));
        using ApiTransport transport = server.Connect(options => options.ApiKey = Key);

        var error = await transport.With(new RequestOptions { CaptureBody = true }).PostAsync().CatchAsync<AuthenticationException>();

        AssertHidden(error.ToString());
        AssertHidden(error.ResponseBody!);
        AssertHidden(error.Http.Body!);
        AssertHidden(JsonConvert.SerializeObject(error.Error));
        AssertHidden(string.Join(" ", error.Http.Headers.Values));
    }

    [TestCaseSource(nameof(Echoes))]
    public async Task No_part_of_a_success_that_cannot_be_read_shows_the_key(string body)
    {
        using var server = new ScriptedServer(Replies.Json(Echo(body)));
        using ApiTransport transport = server.Connect(options => options.ApiKey = Key);

        var error = await transport.PostAsync().CatchAsync<ApiResponseException>();

        AssertHidden(error.ToString());
        AssertHidden(error.ResponseBody!);
    }

    [TestCaseSource(nameof(Echoes))]
    public async Task No_part_of_a_broken_stream_shows_the_key(string body)
    {
        using var server = new ScriptedServer(Replies.Events("data: {\"text\":\"a\"}\n\n", "event: error\ndata: " + Echo(body) + "\n\n"));
        using ApiTransport transport = server.Connect(options => options.ApiKey = Key);

        var (_, error) = await transport.Stream().ReadAllAsync();

        Assert.That(error, Is.InstanceOf<ApiException>());
        AssertHidden(error!.ToString());
    }

    [Test]
    public async Task The_path_of_a_JSON_error_does_not_show_the_key()
    {
        using var server = new ScriptedServer(Replies.Json("{\"" + JsonConvert.ToString(Key)[1..^1] + "\":{\"a\":[1,}}"));
        using ApiTransport transport = server.Connect(options => options.ApiKey = Key);

        var error = await transport.PostAsync().CatchAsync<ApiResponseException>();

        Assert.That(error.InnerException, Is.InstanceOf<JsonException>());
        AssertHidden(error.ToString());
        AssertHidden((error.InnerException as JsonReaderException)?.Path ?? "");
    }

    [Test]
    public async Task A_key_in_another_header_or_in_the_query_is_a_secret_too()
    {
        const string headerKey = "header-key-0123456789";
        const string queryKey = "query-key-0123456789";
        using var server = new ScriptedServer(Replies.Json($$$"""{"error":{"message":"bad {{{headerKey}}} or {{{queryKey}}}"}}""", 403));
        using ApiTransport transport = server.Connect(options =>
        {
            options.DefaultHeaders["api-key"] = headerKey;
            options.DefaultQuery["subscription-key"] = queryKey;
        });

        var error = await transport.PostAsync().CatchAsync<PermissionDeniedException>();

        Assert.That(error.Error.Message, Is.EqualTo("bad [API key] or [API key]"));
    }

    [Test]
    public async Task A_key_that_a_provider_returns_or_a_given_client_sends_is_a_secret_too()
    {
        const string provided = "provided-key-0123456789";
        const string theirs = "their-key-0123456789";
        using var server = new ScriptedServer(Replies.Json($$$"""{"error":{"message":"bad {{{provided}}} or {{{theirs}}}"}}""", 403));
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("x-api-key", theirs);
        using var transport = new ApiTransport(client, server.Settings(options =>
        {
            options.ApiKey = null;
            options.ApiKeyProvider = _ => new ValueTask<string>(provided);
        }));

        var error = await transport.PostAsync().CatchAsync<PermissionDeniedException>();

        Assert.That(error.Error.Message, Is.EqualTo("bad [API key] or [API key]"));
    }

    [Test]
    public async Task An_answer_that_succeeds_is_never_altered()
    {
        string body = $$$"""{"text":"{{{TransportFixture.Key}}}"}""";
        using var server = new ScriptedServer(Replies.Json(body, 200, "x-request-id: req-" + TransportFixture.Key));
        using ApiTransport transport = server.Connect().With(new RequestOptions { CaptureBody = true });

        Note answer = await transport.PostAsync();

        Assert.That(answer.Http.Body, Is.EqualTo(body));
        Assert.That(answer.Http.RequestId, Is.EqualTo("req-" + TransportFixture.Key));
    }

    [TestCase("test")]
    [TestCase("ollama")]
    [TestCase("fifteen-letters")]
    public async Task A_key_of_fewer_than_16_characters_is_no_secret(string key)
    {
        string message = "Try `" + key + " pull llama3`, test test-1.";
        using var server = new ScriptedServer(Replies.Json($$$"""{"error":{"message":"{{{message}}}"}}""", 404,
            "x-request-id: req-test-1"));
        using ApiTransport transport = server.Connect(options => options.ApiKey = key);

        var error = await transport.PostAsync().CatchAsync<NotFoundException>();

        Assert.That(error.Error.Message, Is.EqualTo(message));
        Assert.That(error.Http.RequestId, Is.EqualTo("req-test-1"));
    }

    [Test]
    public void Serializers_leave_keys_out_of_options()
    {
        var options = new ChatApiOptions { ApiKey = Key, DefaultHeaders = { ["api-key"] = Key }, DefaultQuery = { ["key"] = Key } };
        var call = new RequestOptions { ApiKey = Key, Headers = { ["api-key"] = Key }, Query = { ["key"] = Key } };
        foreach (object given in new object[] { options, call })
        {
            AssertHidden(JsonConvert.SerializeObject(given));
            AssertHidden(JObject.FromObject(given).ToString());
            AssertHidden(given.ToString()!);
            if (typeof(ChatApi).Assembly.GetReferencedAssemblies().Any(name => name.Name == "System.Text.Json"))
            {
                AssertHidden(System.Text.Json.JsonSerializer.Serialize(given, given.GetType()));
            }
        }
    }

    [Test]
    public void Debuggers_leave_keys_out_of_options()
    {
        foreach (Type type in new[] { typeof(ChatApiOptions), typeof(RequestOptions) })
        {
            IEnumerable<string> hidden = type.GetProperties()
                .Where(property => property.IsDefined(typeof(System.Diagnostics.DebuggerBrowsableAttribute), false))
                .Select(property => property.Name);

            Assert.That(type.IsDefined(typeof(System.Diagnostics.DebuggerDisplayAttribute), false), Is.True);
            Assert.That(hidden, Is.SupersetOf(type.GetProperties().Select(property => property.Name).Where(name =>
                name is "ApiKey" or "ApiKeyProvider" or "Headers" or "Query" or "DefaultHeaders" or "DefaultQuery")));
        }
    }

    private static string Echo(string template) => template
        .Replace("@plain@", JsonConvert.ToString(Key)[1..^1], StringComparison.Ordinal)
        .Replace("@unicode@", string.Concat(Key.Select(c => $"\\u{(int)c:X4}")), StringComparison.Ordinal)
        .Replace("@twice@", JsonConvert.ToString(JsonConvert.ToString(Key)[1..^1])[1..^1].Replace("/", "\\\\/", StringComparison.Ordinal),
            StringComparison.Ordinal)
        .Replace("@url@", Uri.EscapeDataString(Key), StringComparison.Ordinal)
        .Replace("@html@", System.Net.WebUtility.HtmlEncode(Key), StringComparison.Ordinal)
        .Replace("@half@", JsonConvert.ToString(Key)[1..^8], StringComparison.Ordinal)
        .Replace("@raw@", Key, StringComparison.Ordinal);

    private static void AssertHidden(string shown)
    {
        Assert.That(shown, Does.Not.Contain(Key));
        foreach (string part in new[] { "odd/key", "odd\\/key", "odd%2Fkey", "\\u006b\\u0065", "and&more", "and\\u0026more" })
        {
            Assert.That(shown, Does.Not.Contain(part).IgnoreCase, shown);
        }
    }
}
