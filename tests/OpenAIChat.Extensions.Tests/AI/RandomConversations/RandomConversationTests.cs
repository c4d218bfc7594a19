using System.Net;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Extensions.Tests.AI.RandomConversations;

/// <summary>
/// Thousands of random conversations, each from a seed of its own that a failure names: nothing is lost on the way to the server and back.
/// </summary>
public sealed class RandomConversationTests
{
    private const int CasesPerBatch = 500;

    private readonly Exchange exchange = new();
    private ChatApi chat = null!;
    private IChatClient client = null!;

    [SetUp]
    public void CreateClient()
    {
        var options = new ChatApiOptions { ApiKey = "sk-test", BaseUrl = new Uri("http://localhost/v1"), ValidateRequests = false };
        chat = new ChatApi(new HttpClient(exchange), options);
        client = chat.AsIChatClient("gpt-5.4");
    }

    [TearDown]
    public void DisposeClient()
    {
        client.Dispose();
        chat.Dispose();
    }

    [TestCase(1_000)]
    [TestCase(2_000)]
    [TestCase(3_000)]
    [TestCase(4_000)]
    public async Task Every_message_arrives_with_all_it_says(int firstSeed)
    {
        for (int seed = firstSeed; seed < firstSeed + CasesPerBatch; seed++)
        {
            var json = new RandomJson(seed);
            RandomMessage[] messages = [.. Enumerable.Range(0, json.Next(6) + 1).Select(_ => new RandomMessage(json))];
            List<ChatMessage> given = [.. messages.Select(static message => message.Message)];
            string before = System.Text.Json.JsonSerializer.Serialize(given, AIJsonUtilities.DefaultOptions);

            JArray sent = await SendAsync(given);

            Compare(seed, sent, new JArray(messages.SelectMany(static message => message.Expected)));
            string after = System.Text.Json.JsonSerializer.Serialize(given, AIJsonUtilities.DefaultOptions);
            Assert.That(after, Is.EqualTo(before), () => $"seed {seed}: the messages were changed");
        }
    }

    [TestCase(10_000, false, false)]
    [TestCase(20_000, true, false)]
    [TestCase(30_000, false, true)]
    [TestCase(40_000, true, true)]
    public async Task Every_answer_goes_back_as_it_came(int firstSeed, bool isStreamed, bool isStored)
    {
        for (int seed = firstSeed; seed < firstSeed + CasesPerBatch; seed++)
        {
            var answer = new RandomAnswer(seed);
            ChatResponse response = await AskAsync(answer, isStreamed);
            if (isStored)
            {
                // As a cache or a store of conversations does; raw representations do not survive it.
                string stored = System.Text.Json.JsonSerializer.Serialize(response, AIJsonUtilities.DefaultOptions);
                response = System.Text.Json.JsonSerializer.Deserialize<ChatResponse>(stored, AIJsonUtilities.DefaultOptions)!;
            }

            CompareResponse(seed, response, answer);
            JArray sent = await SendAsync(response.Messages);

            Compare(seed, sent, new JArray(answer.Repeated()));
        }
    }

    private static void CompareResponse(int seed, ChatResponse response, RandomAnswer answer)
    {
        Assert.That(response.ResponseId, Is.EqualTo(answer.Id), () => $"seed {seed}");
        Assert.That(response.Messages.Single().MessageId, Is.EqualTo(answer.Id), () => $"seed {seed}");
        Assert.That(response.ModelId, Is.EqualTo("gpt-5.4-2026"), () => $"seed {seed}");
        Assert.That(response.CreatedAt, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(1_790_000_000)), () => $"seed {seed}");
        Assert.That(response.FinishReason?.Value, Is.EqualTo(answer.FinishReason), () => $"seed {seed}");
        Assert.That(response.Text, Is.EqualTo(answer.Content ?? ""), () => $"seed {seed}");
        Assert.That(response.Usage!.InputTokenCount, Is.EqualTo((long)answer.Usage["prompt_tokens"]!), () => $"seed {seed}");
        Assert.That(response.Usage.OutputTokenCount, Is.EqualTo((long)answer.Usage["completion_tokens"]!), () => $"seed {seed}");
        Assert.That(response.Usage.TotalTokenCount, Is.EqualTo((long)answer.Usage["total_tokens"]!), () => $"seed {seed}");
        Assert.That(response.Usage.CachedInputTokenCount, Is.EqualTo((long)answer.Usage["prompt_tokens_details"]!["cached_tokens"]!), () => $"seed {seed}");
        Assert.That(response.Usage.ReasoningTokenCount, Is.EqualTo((long)answer.Usage["completion_tokens_details"]!["reasoning_tokens"]!), () => $"seed {seed}");
        Assert.That(response.Usage.AdditionalCounts, Is.EquivalentTo(new Dictionary<string, long>
        {
            ["InputTokenDetails.AudioTokenCount"] = (long)answer.Usage["prompt_tokens_details"]!["audio_tokens"]!,
            ["InputTokenDetails.x_tokens"] = 3,
            ["InputTokenDetails.ImageTokenCount"] = (long)answer.Usage["prompt_tokens_details"]!["image_tokens"]!,
            ["OutputTokenDetails.AudioTokenCount"] = (long)answer.Usage["completion_tokens_details"]!["audio_tokens"]!,
        }), () => $"seed {seed}");
        string[] unknown = [.. answer.Unknown.Properties().Where(static member => member.Value.Type != JTokenType.Null).Select(static member => "x_" + member.Name)];
        IEnumerable<string> kept = (response.AdditionalProperties?.Keys ?? []).Concat(response.Messages.Single().AdditionalProperties?.Keys ?? []);
        Assert.That(kept, Is.EquivalentTo(["service_tier", "system_fingerprint", .. unknown]), () => $"seed {seed}");
    }

    private static void Compare(int seed, JArray sent, JArray expected)
    {
        // What arguments hold counts, not their white space.
        foreach (JToken call in sent.Concat(expected).SelectMany(static message => message["tool_calls"] ?? new JArray()))
        {
            if (call["function"] is JObject function)
            {
                function["arguments"] = Parse((string)function["arguments"]!);
            }
        }

        Assert.That(JToken.DeepEquals(sent, expected), Is.True, () => $"seed {seed}: expected\n{expected}\nbut sent was\n{sent}");
    }

    // Numbers by their digits.
    private static JToken Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Token(document.RootElement);

        static JToken Token(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.Object => new JObject(element.EnumerateObject().Select(static member => new JProperty(member.Name, Token(member.Value)))),
            JsonValueKind.Array => new JArray(element.EnumerateArray().Select(Token)),
            JsonValueKind.String => element.GetString()!,
            _ => "JSON: " + element.GetRawText(),
        };
    }

    private async Task<JArray> SendAsync(IEnumerable<ChatMessage> messages)
    {
        exchange.Answer = (CreateChatCompletionResponse.FromText("ok").ToJson(), "application/json");
        await client.GetResponseAsync(messages);
        return (JArray)exchange.Sent!["messages"]!;
    }

    private async Task<ChatResponse> AskAsync(RandomAnswer answer, bool isStreamed)
    {
        exchange.Answer = isStreamed ? (answer.Streamed(), "text/event-stream") : (answer.Whole(), "application/json");
        ChatMessage[] question = [new(ChatRole.User, "Hi")];
        return isStreamed ? await client.GetStreamingResponseAsync(question).ToChatResponseAsync() : await client.GetResponseAsync(question);
    }

    /// <summary>Answers every request, and keeps the last.</summary>
    private sealed class Exchange : HttpMessageHandler
    {
        public (string Body, string MediaType) Answer { get; set; }

        public JObject? Sent { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string body = await request.Content!.ReadAsStringAsync(cancellationToken);
            using var reader = new JsonTextReader(new StringReader(body)) { DateParseHandling = DateParseHandling.None };
            Sent = await JObject.LoadAsync(reader, cancellationToken);
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Answer.Body, mediaType: new(Answer.MediaType)) };
        }
    }
}
