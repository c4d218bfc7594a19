using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenAIChat.Testing;
using JsonSerializer = System.Text.Json.JsonSerializer;

namespace OpenAIChat.Tests.SystemTextJson;

/// <summary>Models in the hands of System.Text.Json, as programs use it.</summary>
internal sealed class SerializerTests
{
    private static readonly CreateChatCompletionRequest Request = new()
    {
        Model = "gpt-5.4",
        Messages =
        {
            ChatCompletionRequestMessage.System("Be brief."),
            new ChatCompletionRequestUserMessage { Content = new List<ChatCompletionRequestMessageContentPart> {
                ContentPart.Text("<Wörld> & 'co'"),
                ContentPart.ImageUrl("https://x.test/a.png") } },
        },
        ReasoningEffort = ReasoningEffort.Low,
        Stop = "END",
        Temperature = 0.5,
        Metadata = { ["a"] = "b" },
        AdditionalProperties = { ["x_unknown"] = new JRaw("5.00") },
    };

    private sealed record Job(
        string Name,
        CreateChatCompletionRequest? Request,
        ReasoningEffort? Effort,
        List<ChatCompletionRequestMessage>? Messages)
    {
        public Dictionary<ReasoningEffort, StopConfiguration?> Stops { get; init; } = [];
    }

    [Test]
    public void A_request_is_written_as_the_client_sends_it() =>
        Assert.That(JsonSerializer.Serialize(Request), Is.EqualTo(Request.ToJson()));

    [Test]
    public void Bytes_trees_and_documents_are_the_same_JSON()
    {
        using JsonDocument document = JsonSerializer.SerializeToDocument(Request);

        Assert.That(JsonSerializer.SerializeToUtf8Bytes(Request), Is.EqualTo(Encoding.UTF8.GetBytes(Request.ToJson())));
        Assert.That(document.RootElement.GetRawText(), Is.EqualTo(Request.ToJson()));
        Assert.That(document.Deserialize<CreateChatCompletionRequest>()!.ToJson(), Is.EqualTo(Request.ToJson()));
        Assert.That(
            JsonSerializer.SerializeToNode(Request).Deserialize<CreateChatCompletionRequest>()!.ToJson(),
            Is.EqualTo(Request.ToJson()));
    }

    [Test]
    public void Models_may_stand_in_types_lists_and_keys_of_others()
    {
        var job = new Job("a", Request, ReasoningEffort.High, [ChatCompletionRequestMessage.User("Hi"), null!])
        {
            Stops = { [ReasoningEffort.Low] = "END", ["new one"] = new[] { "a", "b" }, [ReasoningEffort.Max] = null },
        };

        string json = JsonSerializer.Serialize(job, JsonSerializerOptions.Web);
        Job read = JsonSerializer.Deserialize<Job>(json, JsonSerializerOptions.Web)!;

        Assert.That(json, Is.EqualTo(
            $$$"""
            {"name":"a","request":{{{Request.ToJson()}}},"effort":"high","messages":[{"content":"Hi","role":"user"},null],"stops":{"low":"END","new one":["a","b"],"max":null}}
            """));
        Assert.That(JsonSerializer.Serialize(read, JsonSerializerOptions.Web), Is.EqualTo(json));
        Assert.That(read.Messages![0], Is.TypeOf<ChatCompletionRequestUserMessage>());
    }

    [Test]
    public void Null_is_null_and_an_enum_without_a_value_is_empty()
    {
        Job read = JsonSerializer.Deserialize<Job>("""{"Name":"a","Request":null,"Effort":null,"Messages":null,"Stops":{"":null}}""")!;

        Assert.That(
            (read.Request, read.Effort, read.Messages, read.Stops.Single().Key),
            Is.EqualTo(((object?)null, (object?)null, (object?)null, default(ReasoningEffort))));
        Assert.That(
            JsonSerializer.Deserialize<ReasoningEffort>("null"),
            Is.EqualTo(JsonConvert.DeserializeObject<ReasoningEffort>("null")));
        Assert.That(JsonSerializer.Serialize(default(ReasoningEffort)), Is.EqualTo(JsonConvert.SerializeObject(default(ReasoningEffort))));
        Assert.That(JsonSerializer.Serialize((ReasoningEffort?)null), Is.EqualTo("null"));
    }

    [Test]
    public void Indented_JSON_is_indented_at_every_depth()
    {
        var message = new ChatCompletionRequestUserMessage
        {
            Content = new List<ChatCompletionRequestMessageContentPart> { ContentPart.Text("Hi") }
        };

        string json = JsonSerializer.Serialize(new[] { message }, new JsonSerializerOptions { WriteIndented = true });

        Assert.That(json.ReplaceLineEndings("\n"), Is.EqualTo(
            """
            [
              {
                "content": [
                  {
                    "type": "text",
                    "text": "Hi"
                  }
                ],
                "role": "user"
              }
            ]
            """));
    }

    [Test]
    public void Comments_and_trailing_commas_are_read_where_the_options_allow_them()
    {
        var options = new JsonSerializerOptions { AllowTrailingCommas = true, ReadCommentHandling = JsonCommentHandling.Skip };

        var read = JsonSerializer.Deserialize<CreateChatCompletionRequest>(
            """{ "model": "a", /* b */ "messages": [ ], "x": [1, ], }""",
            options)!;

        Assert.That(read.ToJson(), Is.EqualTo("""{"messages":[],"model":"a","x":[1]}"""));
    }

    [Test]
    public void Text_is_kept_as_it_was_escaped([Values] bool indented)
    {
        const string Json = """{"a":"\ud83d\ude00 \/ \u00e9","\ud83d":"\udc00"}""";

        var read = JsonSerializer.Deserialize<CreateChatCompletionRequest>(Json)!;

        Assert.That(
            JsonSerializer.Serialize(read, new JsonSerializerOptions
            {
                WriteIndented = indented
            }), Is.EqualTo(CreateChatCompletionRequest.FromJson(Json).ToJson()));
    }

    [Test]
    public async Task A_value_may_come_in_pieces([Values(1, 7, 4096)] int size)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(new Job("a", Request, null, null));
        var pipe = new Pipe();

        var write = Task.Run(async () =>
        {
            foreach (byte[] piece in json.Chunk(size))
            {
                await pipe.Writer.WriteAsync(piece);
            }

            await pipe.Writer.CompleteAsync();
        });
        Job read = (await JsonSerializer.DeserializeAsync<Job>(pipe.Reader.AsStream()))!;
        await write;

        Assert.That(read.Request!.ToJson(), Is.EqualTo(Request.ToJson()));
        Assert.That(ReadSegments(json, size).Request!.ToJson(), Is.EqualTo(Request.ToJson()));
    }

    [Test]
    public void Nothing_of_the_transport_is_written_by_any_serializer()
    {
        var reply = new CreateChatCompletionResponse { Id = "a" };

        Assert.That(JsonSerializer.Serialize(reply), Is.EqualTo(reply.ToJson()));
        Assert.That(JsonSerializer.Serialize<ResponseModel>(reply), Is.EqualTo(reply.ToJson()));
        Assert.That(JsonConvert.SerializeObject(reply), Is.EqualTo(reply.ToJson()));
        Assert.That(
            typeof(ResponseModel).GetProperty(nameof(ResponseModel.Http))!.GetCustomAttributes(
                typeof(System.Runtime.Serialization.IgnoreDataMemberAttribute),
                false),
            Is.Not.Empty);
    }

    [TestCase("""{"messages":{"a":1}}""", "$.messages")]
    [TestCase("""{"messages":[{"role":"user"},7]}""", "$.messages[1]")]
    [TestCase("[]", "$")]
    [TestCase("\"a\"", "$")]
    public void What_cannot_be_read_is_told_with_its_path(string json, string path)
    {
        var fault = Assert.Throws<System.Text.Json.JsonException>(() => JsonSerializer.Deserialize<CreateChatCompletionRequest>(json));

        Assert.That(fault!.Path, Is.EqualTo(path));
        Assert.That(fault.Message, Does.StartWith("Expected ").And.Contain($"Path '{path}'"));
    }

    [Test]
    public void What_cannot_be_read_inside_another_type_is_told_with_both_paths()
    {
        var fault = Assert.Throws<System.Text.Json.JsonException>(
            () => JsonSerializer.Deserialize<Job>("""{"Name":"a","Request":{"messages":[7]}}"""));

        Assert.That(fault!.Path, Is.EqualTo("$.Request"));
        Assert.That(fault.Message, Does.StartWith("Expected an object but found a number.").And.Contain("Path 'messages[0]'"));
    }

    [Test]
    public void What_is_no_text_is_no_enum([Values("1", "{}", "true")] string json) =>
        Assert.That(() => JsonSerializer.Deserialize<ReasoningEffort>(json), Throws.InstanceOf<System.Text.Json.JsonException>()
            .With.Message.StartsWith("Expected text but found "));

    [Test]
    public void Broken_JSON_is_refused([Values("{\"messages\":[", "{\"model\":\"a\"", "{\"model\" \"a\"}", "")] string json) =>
        Assert.That(
            () => JsonSerializer.Deserialize<CreateChatCompletionRequest>(json),
            Throws.InstanceOf<System.Text.Json.JsonException>());

    [Test]
    public void A_number_that_JSON_lacks_is_refused_as_by_ToJson() => Assert.That(
        () => JsonSerializer.Serialize(new CreateChatCompletionRequest { Temperature = double.NaN }), Throws.ArgumentException.With.Message
            .Contains("NaN"));

    [Test]
    public async Task A_reply_of_the_client_is_written_without_what_the_transport_knows()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var chat = new ChatApi(new ChatApiOptions { BaseUrl = server.BaseUrl, ApiKey = server.ApiKey });

        CreateChatCompletionResponse reply = await chat.CreateChatCompletionAsync("gpt-5.4", "Hi");
        string json = JsonSerializer.Serialize(reply, JsonSerializerOptions.Web);

        Assert.That(json, Is.EqualTo(reply.ToJson()));
        Assert.That(JObject.Parse(json)["http"], Is.Null);
    }

    private static Job ReadSegments(byte[] json, int size)
    {
        Segment first = new(json.AsMemory(0, Math.Min(size, json.Length)));
        Segment last = first;
        foreach (byte[] piece in json.Skip(size).Chunk(size))
        {
            last = last.Append(piece);
        }

        var reader = new Utf8JsonReader(new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length));
        return JsonSerializer.Deserialize<Job>(ref reader)!;
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory) => Memory = memory;

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}
