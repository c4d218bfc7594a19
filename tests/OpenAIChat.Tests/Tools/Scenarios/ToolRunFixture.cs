using Newtonsoft.Json.Linq;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Tools;

/// <summary>
/// A scripted server and a client for each scenario, which is played plain and streamed. Afterwards every request that was sent is judged,
/// and every tool call in it has to be answered, once and in its place.
/// </summary>
public abstract class ToolRunFixture(bool isStreamed)
{
    /// <summary>Text of an exception that must never reach the model.</summary>
    private protected const string Canary = "canary-4711";

    private ChatServer? server;
    private ChatApi? chat;

    private protected ChatServer Server => server!;

    private protected ChatApi Chat => chat!;

    private protected bool IsStreamed { get; } = isStreamed;

    /// <summary>Gets what a streamed run told.</summary>
    private protected List<ToolRunEvent> Events { get; } = [];

    [SetUp]
    public async Task StartAsync()
    {
        Events.Clear();
        server = await ChatServer.StartAsync();
        chat = new ChatApi(new ChatApiOptions { ApiKey = server.ApiKey, BaseUrl = server.BaseUrl, MaxRetries = 0 });
    }

    [TearDown]
    public async Task ValidateAsync()
    {
        IReadOnlyList<RecordedRequest> requests = Server.Requests;
        chat!.Dispose();
        await server!.DisposeAsync();
        Assert.That(requests.SelectMany(RequestValidator.Faults), Is.Empty, "Every request must be valid.");
        IEnumerable<string> unanswered = requests.SelectMany(request => UnansweredCalls(request.Json!["messages"]!));
        Assert.That(unanswered, Is.Empty, "Every call must be answered in its place.");
        Assert.That(requests.Select(request => request.Body), Has.None.Contains(Canary));
    }

    private protected static CreateChatCompletionRequest Request(string prompt = "How is the weather?") =>
        new([ChatCompletionRequestMessage.User(prompt)], "gpt-5.4");

    private protected static ChatFunction Function(string name, Func<JObject, CancellationToken, Task<string>> function) =>
        ChatFunction.Create(name, null, JsonObject.Parse("""{"type":"object","properties":{}}"""), function);

    private protected static ChatFunction Function(string name, Func<string> function) =>
        Function(name, (_, _) => Task.FromResult(function()));

    private protected static ChatFunction Weather() =>
        Function("get_weather", (arguments, _) => Task.FromResult($"Sunny in {arguments["city"]}."));

    private protected static IEnumerable<string> Roles(IEnumerable<ChatCompletionRequestMessage> messages) =>
        messages.Select(message => message.Role);

    private protected static IEnumerable<string?> Results(IEnumerable<ChatCompletionRequestMessage> messages) =>
        messages.OfType<ChatCompletionRequestToolMessage>().Select(message => message.Content.AsText);

    /// <summary>Asserts that every call in the messages is answered, so that they can be sent.</summary>
    private protected static void AssertWhole(IReadOnlyList<ChatCompletionRequestMessage> messages) =>
        Assert.That(UnansweredCalls(JToken.FromObject(messages)), Is.Empty);

    /// <summary>Runs to the end, streamed or not as the fixture says.</summary>
    private protected async Task<CreateChatCompletionResponse> RunAsync(ToolRun run, CancellationToken cancellationToken = default)
    {
        if (!IsStreamed)
        {
            return await run.ToResponseAsync(cancellationToken);
        }

        await foreach (ToolRunEvent happened in run.StreamAsync(cancellationToken))
        {
            Events.Add(happened);
        }

        return Events.OfType<ToolTurnFinished>().Last().Completion;
    }

    // The provider: "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'."
    private static IEnumerable<string> UnansweredCalls(JToken messages)
    {
        var list = messages.Children<JObject>().ToList();
        var ids = new HashSet<string>();
        for (int i = 0; i < list.Count; i++)
        {
            List<string?> calls = [.. (list[i]["tool_calls"] as JArray ?? []).Select(call => (string?)call["id"])];
            IEnumerable<JObject> following = list.Skip(i + 1).TakeWhile(message => (string?)message["role"] == "tool");
            List<string?> answers = [.. following.Select(message => (string?)message["tool_call_id"])];
            bool isFirstOfItsKind = calls.TrueForAll(id => !string.IsNullOrEmpty(id) && ids.Add(id!));
            if ((calls.Count > 0 || (string?)list[i]["role"] == "assistant") && !(isFirstOfItsKind && calls.SequenceEqual(answers)))
            {
                yield return $"messages[{i}] calls {string.Join(", ", calls)}; the answers are to {string.Join(", ", answers)}.";
            }
        }
    }
}
