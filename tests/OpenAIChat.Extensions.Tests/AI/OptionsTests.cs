using System.Text.Json;
using Microsoft.Extensions.AI;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Extensions.Tests.AI;

/// <summary>Options of Microsoft.Extensions.AI as the server receives them.</summary>
public sealed class OptionsTests : ChatClientFixture
{
    private static readonly string[] Stops = ["a", "b"];
    private static readonly AIFunction Weather = AIFunctionFactory.Create(
        (string city) => "sunny in " + city,
        "get_weather",
        "Tells the weather.");

    [Test]
    public async Task Numbers_arrive_as_they_were_set()
    {
        JObject sent = await SendAsync(new ChatOptions
        {
            Temperature = 0.7f,
            TopP = 0.9f,
            FrequencyPenalty = 0.1f,
            PresencePenalty = -0.2f,
            MaxOutputTokens = 100,
            Seed = 42,
            TopK = 5,
        });

        sent.Remove("messages");
        JsonAssert.AreEqual(sent, """
            {"model":"gpt-5.4","temperature":0.7,"top_p":0.9,"frequency_penalty":0.1,"presence_penalty":-0.2,"max_completion_tokens":100,"seed":42,"top_k":5}
            """);
    }

    [TestCase(Microsoft.Extensions.AI.ReasoningEffort.None, "none")]
    [TestCase(Microsoft.Extensions.AI.ReasoningEffort.Low, "low")]
    [TestCase(Microsoft.Extensions.AI.ReasoningEffort.Medium, "medium")]
    [TestCase(Microsoft.Extensions.AI.ReasoningEffort.High, "high")]
    [TestCase(Microsoft.Extensions.AI.ReasoningEffort.ExtraHigh, "xhigh")]
    public async Task Effort_has_the_provider_s_names(Microsoft.Extensions.AI.ReasoningEffort effort, string expected)
    {
        JObject sent = await SendAsync(new ChatOptions { Reasoning = new ReasoningOptions { Effort = effort } });

        Assert.That((string?)sent["reasoning_effort"], Is.EqualTo(expected));
    }

    [Test]
    public async Task The_options_model_overrides_the_client_s()
    {
        Assert.That((string?)(await SendAsync(new ChatOptions { ModelId = "other" }))["model"], Is.EqualTo("other"));
        Assert.That((string?)(await SendAsync(new ChatOptions()))["model"], Is.EqualTo("gpt-5.4"));
    }

    [Test]
    public async Task A_function_is_sent_with_its_schema_and_may_be_called()
    {
        JObject sent = await SendAsync(new ChatOptions { Tools = [Weather] });

        JToken tool = sent["tools"]![0]!;
        Assert.That((string?)tool["type"], Is.EqualTo("function"));
        Assert.That((string?)tool["function"]!["name"], Is.EqualTo("get_weather"));
        Assert.That((string?)tool["function"]!["description"], Is.EqualTo("Tells the weather."));
        Assert.That((string?)tool["function"]!["parameters"]!["properties"]!["city"]!["type"], Is.EqualTo("string"));
        Assert.That(tool["function"]!["strict"], Is.Null);
        Assert.That((string?)sent["tool_choice"], Is.EqualTo("auto"));
        Assert.That(sent["parallel_tool_calls"], Is.Null);
    }

    [Test]
    public async Task Strict_closes_the_schema_and_requires_every_property()
    {
        AIFunction optional = AIFunctionFactory.Create((string city, string unit = "c") => city + unit, "f");

        JObject sent = await SendAsync(new ChatOptions { Tools = [optional], AdditionalProperties = new() { ["strict"] = true } });

        JToken function = sent["tools"]![0]!["function"]!;
        Assert.That((bool?)function["strict"], Is.True);
        Assert.That((bool?)function["parameters"]!["additionalProperties"], Is.False);
        Assert.That(function["parameters"]!["required"]!.Values<string>(), Is.EqualTo(new[] { "city", "unit" }));
        Assert.That(function["parameters"]!.ToString(), Does.Not.Contain("\"default\""));
    }

    [Test]
    public async Task A_tool_s_own_strict_wins_over_the_options()
    {
        AIFunction own = AIFunctionFactory.Create(
            () => 1,
            new AIFunctionFactoryOptions { Name = "f", AdditionalProperties = new Dictionary<string, object?> { ["strict"] = false } });

        JObject sent = await SendAsync(new ChatOptions { Tools = [own], AdditionalProperties = new() { ["strict"] = true } });

        Assert.That((bool?)sent["tools"]![0]!["function"]!["strict"], Is.False);
    }

    [Test]
    public async Task The_tool_mode_is_the_tool_choice()
    {
        Assert.That((string?)(await SendAsync(With(ChatToolMode.None)))["tool_choice"], Is.EqualTo("none"));
        Assert.That((string?)(await SendAsync(With(ChatToolMode.Auto)))["tool_choice"], Is.EqualTo("auto"));
        Assert.That((string?)(await SendAsync(With(ChatToolMode.RequireAny)))["tool_choice"], Is.EqualTo("required"));
        JToken named = (await SendAsync(With(ChatToolMode.RequireSpecific("get_weather"))))["tool_choice"]!;
        JsonAssert.AreEqual(named, """{"type":"function","function":{"name":"get_weather"}}""");

        static ChatOptions With(ChatToolMode mode) => new() { Tools = [Weather], ToolMode = mode };
    }

    [Test]
    public async Task Parallel_calls_are_a_matter_of_tools()
    {
        Assert.That(
            (bool?)(await SendAsync(new ChatOptions { Tools = [Weather], AllowMultipleToolCalls = false }))["parallel_tool_calls"],
            Is.False);
        JObject without = await SendAsync(new ChatOptions { AllowMultipleToolCalls = false, ToolMode = ChatToolMode.Auto });
        Assert.That(without["parallel_tool_calls"], Is.Null);
        Assert.That(without["tool_choice"], Is.Null);
    }

    [Test]
    public async Task Web_search_is_an_option_of_the_request()
    {
        JObject sent = await SendAsync(new ChatOptions { Tools = [new HostedWebSearchTool()] });

        Assert.That(sent["web_search_options"]!.ToString(), Is.EqualTo("{}"));
        Assert.That(sent["tools"], Is.Null);
    }

    [TestCaseSource(nameof(HostedTools))]
    public void A_tool_that_chat_completions_lack_is_refused_by_name(AITool tool)
    {
        Assert.That(
            () => SendAsync(new ChatOptions { Tools = [tool] }),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains(tool.GetType().Name));
    }

    [Test]
    public async Task Formats_have_their_counterparts()
    {
        Assert.That((string?)(await SendAsync(With(ChatResponseFormat.Text)))["response_format"]!["type"], Is.EqualTo("text"));
        Assert.That((string?)(await SendAsync(With(ChatResponseFormat.Json)))["response_format"]!["type"], Is.EqualTo("json_object"));

        static ChatOptions With(ChatResponseFormat format) => new() { ResponseFormat = format };
    }

    [Test]
    public async Task A_schema_keeps_name_and_description()
    {
        JsonElement schema = JsonDocument.Parse("""{"type":"object","properties":{"a":{"type":"number"}}}""").RootElement;

        JToken format = (await SendAsync(
            new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema, "thing", "A thing.") }))["response_format"]!;

        JsonAssert.AreEqual(format, """
            {"type":"json_schema","json_schema":{"name":"thing","description":"A thing.","schema":{"type":"object","properties":{"a":{"type":"number"}}}}}
            """);
    }

    [Test]
    public async Task A_schema_without_a_name_gets_one()
    {
        JsonElement schema = JsonDocument.Parse("""{"type":"object"}""").RootElement;

        JObject sent = await SendAsync(new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema) });

        Assert.That((string?)sent["response_format"]!["json_schema"]!["name"], Is.EqualTo("json_schema"));
    }

    [Test]
    public async Task What_the_raw_request_sets_wins_and_lists_are_added_to()
    {
        var raw = new CreateChatCompletionRequest
        {
            Model = "raw",
            Temperature = 0.1,
            Stop = "x",
            Verbosity = Verbosity.Low,
            Tools = [new ChatCompletionTool { Function = new FunctionObject { Name = "own" } }]
        };

        JObject sent = await SendAsync(new ChatOptions
        {
            ModelId = "other",
            Temperature = 0.9f,
            TopP = 0.5f,
            StopSequences = Stops,
            Tools = [Weather],
            RawRepresentationFactory = _ => raw,
        });

        Assert.That((string?)sent["model"], Is.EqualTo("raw"));
        Assert.That((double?)sent["temperature"], Is.EqualTo(0.1));
        Assert.That((double?)sent["top_p"], Is.EqualTo(0.5));
        Assert.That((string?)sent["verbosity"], Is.EqualTo("low"));
        Assert.That(sent["stop"]!.Values<string>(), Is.EqualTo(new[] { "x", "a", "b" }));
        Assert.That(sent["tools"]!.Select(static tool => (string?)tool["function"]!["name"]), Is.EqualTo(new[] { "own", "get_weather" }));
        Assert.That(raw.Tools, Has.Count.EqualTo(1), "the caller's object");
    }

    [Test]
    public void State_on_the_server_is_refused()
    {
        Assert.That(
            () => SendAsync(new ChatOptions { ConversationId = "c" }),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("ConversationId"));
    }

    [Test]
    public async Task The_user_agent_names_the_adapter()
    {
        await SendAsync(new ChatOptions());

        Assert.That(Server.Requests[^1].Headers["User-Agent"], Does.Contain("MEAI").And.StartWith("OpenAIChat/"));
    }

    [Test]
    public async Task A_stream_asks_for_usage()
    {
        await StreamAsync("""{"content":"a"}""");

        Assert.That((bool?)Sent["stream_options"]!["include_usage"], Is.True);
    }

    private static IEnumerable<AITool> HostedTools =>
        [new HostedCodeInterpreterTool(), new HostedFileSearchTool(), new HostedImageGenerationTool(), new HostedMcpServerTool(
            "s",
            "https://a.example")];
}
