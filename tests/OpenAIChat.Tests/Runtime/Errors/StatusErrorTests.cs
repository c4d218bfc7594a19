using OpenAIChat.Runtime;

namespace OpenAIChat.Tests.Runtime.Errors;

/// <summary>What becomes of answers that are no success.</summary>
internal sealed class StatusErrorTests
{
    [TestCase(400, typeof(BadRequestException))]
    [TestCase(401, typeof(AuthenticationException))]
    [TestCase(402, typeof(ClientException))]
    [TestCase(403, typeof(PermissionDeniedException))]
    [TestCase(404, typeof(NotFoundException))]
    [TestCase(409, typeof(ConflictException))]
    [TestCase(422, typeof(UnprocessableEntityException))]
    [TestCase(429, typeof(RateLimitException))]
    [TestCase(500, typeof(ServerException))]
    [TestCase(529, typeof(ServerException))]
    [TestCase(301, typeof(ApiStatusException))]
    public async Task Every_status_has_its_class(int status, Type type)
    {
        Exception fault = await FailAsync(Replies.Json("""{"error":{"message":"no"}}""", status));

        Assert.That(fault, Is.TypeOf(type));
    }

    [Test]
    public async Task Carries_all_that_the_server_says()
    {
        ApiStatusException fault = await FailAsync(Replies.Json(
            """{"error":{"message":"Rate limit reached","type":"requests","param":"model","code":"rate_limit_exceeded","more":1}}""",
            429,
            "x-request-id: req_42",
            "x-ratelimit-limit-requests: 60",
            "x-ratelimit-remaining-requests: 0",
            "x-ratelimit-reset-requests: 6m0s",
            "x-ratelimit-reset-tokens: 120ms",
            "retry-after-ms: 250"));

        Assert.That(fault.StatusCode, Is.EqualTo(429));
        Assert.That(fault.Error.Message, Is.EqualTo("Rate limit reached"));
        Assert.That(fault.Error.Type, Is.EqualTo("requests"));
        Assert.That(fault.Error.Param, Is.EqualTo("model"));
        Assert.That(fault.Error.Code, Is.EqualTo("rate_limit_exceeded"));
        Assert.That((int?)fault.Error.Json!["more"], Is.EqualTo(1));
        Assert.That(fault.Http.RequestId, Is.EqualTo("req_42"));
        Assert.That(fault.Http.Headers["X-RateLimit-Limit-Requests"], Is.EqualTo("60"));
        Assert.That(fault.Http.RateLimit.RemainingRequests, Is.Zero);
        Assert.That(fault.Http.RateLimit.ResetRequests, Is.EqualTo(TimeSpan.FromMinutes(6)));
        Assert.That(fault.Http.RateLimit.ResetTokens, Is.EqualTo(TimeSpan.FromMilliseconds(120)));
        Assert.That(fault.RetryAfter, Is.EqualTo(TimeSpan.FromMilliseconds(250)));
        Assert.That(fault.ResponseBody, Does.StartWith("""{"error":{"""));
        Assert.That(fault.Message, Is.EqualTo(
            "HTTP 429 Too Many Requests: Rate limit reached (rate_limit_exceeded, param model). "
            + "Send less at a time, or allow more retries (MaxRetries, MaxRetryAfter). Request id: req_42."));
    }

    [TestCase("", null, null)]
    [TestCase("oops", "oops", null)]
    [TestCase("<html><head><title>502 Bad\nGateway</title></head></html>", "HTML page \"502 Bad Gateway\"", null)]
    [TestCase("<html>", null, null)]
    [TestCase("null", "null", null)]
    [TestCase("[]", null, null)]
    [TestCase("{}", null, null)]
    [TestCase("""{"error":null}""", null, null)]
    [TestCase("""{"error":"text"}""", "text", null)]
    [TestCase("""{"error":{"message":"m","code":404}}""", "m", "404")]
    [TestCase("""{"error":{"message":{"a":1},"code":true}}""", """{"a":1}""", "True")]
    [TestCase("""{"error":[1,2]}""", "[1,2]", null)]
    [TestCase("""{"message":"m","code":"c"}""", "m", "c")]
    [TestCase("""{"detail":"d"}""", "d", null)]
    [TestCase("""{"detail":[{"loc":["body"],"msg":"field required"},{"msg":"too long"}]}""", "field required; too long", null)]
    [TestCase(
        """{"detail":[{"loc":["body","messages",0,"content"],"msg":"required"},{"loc":["query","n"],"msg":"odd"}]}""",
        "messages[0].content: required; query.n: odd",
        null)]
    [TestCase("""{"message":{"detail":[{"loc":["body","store"],"msg":"not permitted"}]},"code":null}""", "store: not permitted", null)]
    [TestCase("""{"statusCode":404,"error":"Not Found","message":["no route","no host"]}""", "no route; no host", null)]
    [TestCase("""{"error":"invalid_token","error_description":"It has expired."}""", "It has expired.", null)]
    [TestCase("""{"Message":"No key."}""", """{"Message":"No key."}""", null)]
    [TestCase("""{"success":false,"errors":[{"message":"m"}]}""", """{"success":false,"errors":[{"message":"m"}]}""", null)]
    [TestCase("""{"error":{"reason":"r"}}""", """{"reason":"r"}""", null)]
    [TestCase("""["m"]""", """["m"]""", null)]
    [TestCase("""[{"error":{"message":"m","code":429,"status":"BUSY"}}]""", "m", "429")]
    [TestCase("""{"error":{"message":"m","code":"c","param":""", "m", "c")]
    [TestCase("""{"error":{"message":"cut o""", null, null)]
    [TestCase("\uFEFF {\"error\":{\"message\":\"2024-01-01T00:00:00Z\"}}", "2024-01-01T00:00:00Z", null)]
    public async Task Any_body_gives_the_right_class_with_what_can_be_read(string body, string? message, string? code)
    {
        ApiStatusException fault = await FailAsync(Replies.Text(body, "application/json", 404));

        Assert.That(fault, Is.TypeOf<NotFoundException>());
        Assert.That(fault.Error.Message, Is.EqualTo(message));
        Assert.That(fault.Error.Code, Is.EqualTo(code));
        Assert.That(fault.Message, Does.StartWith("HTTP 404 Not Found").And.Not.Contain("\n"));
    }

    [TestCase("\"BUSY\"", "BUSY")]
    [TestCase("400", null)]
    public async Task Takes_a_status_in_words_for_the_type(string status, string? type)
    {
        ApiStatusException fault = await FailAsync(Replies.Json($$$"""{"error":{"message":"m","type":null,"status":{{{status}}}}}""", 400));

        Assert.That(fault.Error.Type, Is.EqualTo(type));
    }

    [Test]
    public async Task Keeps_at_most_64_KiB_of_a_huge_body()
    {
        ApiStatusException fault = await FailAsync(Replies.Text(new string('x', 5_000_000), "text/plain", 500));

        Assert.That(fault.ResponseBody, Has.Length.EqualTo(64 * 1024));
        Assert.That(fault.Message, Has.Length.LessThan(500));
    }

    [Test]
    public async Task A_deeply_nested_body_does_no_harm()
    {
        ApiStatusException fault = await FailAsync(Replies.Json("""{"error":{"message":"m","x":""" + new string('[', 20_000), 400));

        Assert.That(fault.Error.Message, Is.EqualTo("m"));
    }

    [Test]
    public async Task A_body_that_breaks_off_does_not_hide_the_status()
    {
        ApiStatusException fault = await FailAsync(
            Replies.Raw("HTTP/1.1 400 No\r\nContent-Length: 500\r\n\r\n{\"error\":{\"message\":\"m\","));

        Assert.That(fault, Is.TypeOf<BadRequestException>());
        Assert.That(fault.Error.Message, Is.EqualTo("m"));
    }

    [Test]
    public async Task A_body_that_stalls_does_not_hide_the_status()
    {
        var time = new ManualTime();
        using var server = new ScriptedServer(async connection =>
        {
            await connection.SendAsync("HTTP/1.1 400 No\r\nContent-Length: 500\r\n\r\n{");
            await connection.WaitUntilClosedAsync();
        });
        using ApiTransport transport = server.Connect(options => options.TimeProvider = time);

        Task<Note> call = transport.PostAsync();
        await time.WhenWaitingFor(TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(11));

        await call.CatchAsync<BadRequestException>();
    }

    [Test]
    public async Task The_key_is_shown_nowhere_though_the_server_echoes_it()
    {
        ApiStatusException fault = await FailAsync(Replies.Json(
            $$$"""{"error":{"message":"Incorrect API key provided: {{{TransportFixture.Key}}}"}}""", 401, "x-echo: Bearer "
                + TransportFixture.Key));

        Assert.That(fault.ToString(), Does.Not.Contain(TransportFixture.Key));
        Assert.That(fault.ResponseBody, Does.Not.Contain(TransportFixture.Key).And.Contain("[API key]"));
        Assert.That(fault.Error.Json!.ToString(), Does.Not.Contain(TransportFixture.Key));
        Assert.That(fault.Http.Headers["x-echo"], Is.EqualTo("Bearer [API key]"));
        Assert.That(fault.Message, Does.Contain("OPENAI_API_KEY"));
    }

    [Test]
    public async Task A_redirect_is_not_followed_but_explained()
    {
        ApiStatusException fault = await FailAsync(Replies.Status(308, "Location: https://elsewhere.example/v1/notes?x=1"));

        Assert.That(fault.Message, Does.Contain("https://elsewhere.example/v1/notes.").And.Contain("BaseUrl"));
    }

    [Test]
    public async Task A_redirect_that_a_given_client_followed_is_explained()
    {
        using var target = new ScriptedServer(Replies.Json("""{"error":{"message":"no key"}}""", 401));
        using var server = new ScriptedServer(Replies.Status(302, "Location: " + target.BaseUrl));
        using var client = new HttpClient();
        using var transport = new ApiTransport(client, server.Settings());

        var fault = await transport.PostAsync().CatchAsync<AuthenticationException>();

        Assert.That(fault.Message, Does.Contain("followed a redirect to " + target.BaseUrl));
    }

    [TestCase("", "application/json", "empty")]
    [TestCase("<html>log in</html>", "text/html", "page")]
    [TestCase("""{"text":""", "application/json", "not the JSON")]
    [TestCase("""{"text":"a"} x""", "application/json", "not the JSON")]
    [TestCase("null", "application/json", "not the JSON")]
    [TestCase("[1]", "application/json", "not the JSON")]
    public async Task A_success_that_cannot_be_understood_is_its_own_error(string body, string type, string words)
    {
        using var server = new ScriptedServer(Replies.Text(body, type, 200, "x-request-id: req_1"));
        using ApiTransport transport = server.Connect();

        var fault = await transport.PostAsync().CatchAsync<ApiResponseException>();

        Assert.That(fault.Message, Does.Contain(words).And.Contain(type).And.Contain("req_1").And.Not.Contain("log in"));
        Assert.That(fault.ResponseBody, Is.EqualTo(body));
    }

    [Test]
    public async Task No_content_where_an_answer_is_due_is_its_own_error()
    {
        using var server = new ScriptedServer(Replies.Status(204));
        using ApiTransport transport = server.Connect();

        await transport.PostAsync().CatchAsync<ApiResponseException>();
    }

    [Test]
    public async Task An_error_under_200_is_an_error()
    {
        using var server = new ScriptedServer(Replies.Json("""{"error":{"message":"upstream is down","code":502}}"""));
        using ApiTransport transport = server.Connect();

        var fault = await transport.PostAsync().CatchAsync<ApiResponseException>();

        Assert.That(fault.Error!.Code, Is.EqualTo("502"));
        Assert.That(fault.Message, Does.Contain("upstream is down"));
    }

    [TestCase("""{"message":"upstream is down","request_id":"r"}""")]
    [TestCase("""{"detail":"upstream is down"}""")]
    [TestCase("""{"detail":[{"loc":["body"],"msg":"upstream is down"}]}""")]
    public async Task An_error_of_another_form_under_200_is_an_error(string body)
    {
        using var server = new ScriptedServer(Replies.Json(body));
        using ApiTransport transport = server.Connect();

        var fault = await transport.PostAsync().CatchAsync<ApiResponseException>();

        Assert.That(fault.Error!.Message, Is.EqualTo("upstream is down"));
    }

    [TestCase("null")]
    [TestCase("false")]
    [TestCase("\"\"")]
    [TestCase("{}")]
    [TestCase("[]")]
    public async Task An_empty_error_beside_an_answer_is_none(string error)
    {
        using var server = new ScriptedServer(Replies.Json($$"""{"text":"a","error":{{error}}}"""));
        using ApiTransport transport = server.Connect();

        Note note = await transport.PostAsync();

        Assert.That(note.Text, Is.EqualTo("a"));
    }

    [TestCase("\"\"")]
    [TestCase("{}")]
    public async Task An_empty_error_instead_of_an_answer_is_one(string error)
    {
        using var server = new ScriptedServer(Replies.Json($$"""{"error":{{error}}}"""));
        using ApiTransport transport = server.Connect();

        await transport.PostAsync().CatchAsync<ApiResponseException>();
    }

    [Test]
    public async Task An_empty_message_is_none()
    {
        using var server = new ScriptedServer(Replies.Json("""{"error":{"message":"","code":"busy"}}""", 400));
        using ApiTransport transport = server.Connect();

        var fault = await transport.PostAsync().CatchAsync<BadRequestException>();

        Assert.That(fault.Message, Does.StartWith("HTTP 400 Bad Request: busy."));
    }

    [Test]
    public async Task A_name_that_is_not_found_is_named()
    {
        using var server = new ScriptedServer();
        using ApiTransport transport = server.Connect(options =>
        {
            options.BaseUrl = new Uri("http://nowhere.invalid/v1");
            options.MaxRetries = 0;
        });

        var fault = await transport.PostAsync().CatchAsync<ApiConnectionException>();

        Assert.That(fault.Message, Does.Contain("http://nowhere.invalid"));
        Assert.That(fault.InnerException, Is.Not.Null);
    }

    [Test]
    public async Task Tls_that_fails_keeps_its_cause()
    {
        using var server = new ScriptedServer(Replies.Raw("plain"));
        using ApiTransport transport = server.Connect(options =>
        {
            options.BaseUrl = new UriBuilder(server.BaseUrl) { Scheme = "https" }.Uri;
            options.MaxRetries = 0;
        });
        server.AnswerAnything();

        var fault = await transport.PostAsync().CatchAsync<ApiConnectionException>();

        Assert.That(fault.InnerException, Is.InstanceOf<HttpRequestException>());
    }

    [TestCase("1s", 1000)]
    [TestCase("6m0s", 360000)]
    [TestCase("1h2m3.5s", 3723500)]
    [TestCase("120ms", 120)]
    [TestCase("2d", 172800000)]
    [TestCase("30", 30000)]
    [TestCase("0s", 0)]
    public void Reads_the_durations_of_rate_limits(string text, double milliseconds) =>
        Assert.That(RateLimitInfo.ParseDuration(text), Is.EqualTo(TimeSpan.FromMilliseconds(milliseconds)));

    [TestCase("")]
    [TestCase("soon")]
    [TestCase("5y")]
    [TestCase("-5s")]
    [TestCase("1.2.3s")]
    [TestCase("9999999999999999s")]
    public void Takes_a_senseless_duration_as_absent(string text) => Assert.That(RateLimitInfo.ParseDuration(text), Is.Null);

    private static async Task<ApiStatusException> FailAsync(Reply reply)
    {
        using var server = new ScriptedServer(reply);
        using ApiTransport transport = server.Connect(options => options.MaxRetries = 0);
        try
        {
            await transport.PostAsync();
        }
        catch (ApiStatusException fault)
        {
            return fault;
        }

        throw new AssertionException("The call did not fail.");
    }
}
