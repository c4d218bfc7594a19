using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Testing;

/// <summary>Thousands of streams at once, half of which go wrong: every call ends in its own way, and nothing stays behind.</summary>
public sealed class SoakTests
{
    private const int Calls = 2_000;
    private const int Seed = 20261120;
    private const long TolerableGrowth = 8 * 1024 * 1024;

    private enum Fate
    {
        Whole,
        Retried,
        Reset,
        Truncated,
        BrokenOff,
        Failed,
        Refused,
        Cancelled,
    }

    [Test]
    [Category("Soak")]
    public async Task Two_thousand_streams_end_as_they_must_and_leave_nothing_behind()
    {
        var requests = new ConcurrentDictionary<string, int>();
        await using ChatServer server = await ChatServer.StartAsync(new ChatServerOptions { RecordRequests = false });
        server.OnRequest(request => Answer(request.Prompt, requests.AddOrUpdate(request.Prompt, 1, (_, count) => count + 1)));

        await RunAsync(server);
        requests.Clear();
        long before = SettledMemory(server);
        var watch = Stopwatch.StartNew();
        string[] outcomes = await RunAsync(server);
        watch.Stop();
        IEnumerable<int> attempts = Enumerable.Range(0, Calls).Select(call => requests[PromptOf(call)]);
        IEnumerable<int> expectedAttempts = Enumerable.Range(0, Calls).Select(call => FateOf(call) is Fate.Retried or Fate.Reset ? 2 : 1);

        Assert.That(outcomes, Is.EqualTo(Enumerable.Range(0, Calls).Select(Expected)));
        Assert.That(attempts, Is.EqualTo(expectedAttempts));
        requests.Clear();
        long growth = SettledMemory(server) - before;
        TestContext.Out.WriteLine($"{Calls} streams in {watch.ElapsedMilliseconds} ms, memory {growth / 1024:+0;-0} KiB");
        Assert.That(growth, Is.LessThan(TolerableGrowth));
    }

    private static async Task<string[]> RunAsync(ChatServer server)
    {
        using var chat = new ChatApi(new ChatApiOptions { BaseUrl = server.BaseUrl, ApiKey = server.ApiKey });
        return await Task.WhenAll(Enumerable.Range(0, Calls).Select(call => Task.Run(() => CallAsync(chat, call))));
    }

    // What a call came to: its text when it came to an end, the name of the exception otherwise.
    private static async Task<string> CallAsync(ChatApi chat, int call)
    {
        var request = new CreateChatCompletionRequest
        {
            Model = "gpt-5.4",
            Messages = [new ChatCompletionRequestUserMessage { Content = PromptOf(call) }],
        };
        using var cancellation = new CancellationTokenSource();
        string text = "";
        try
        {
            await foreach (CreateChatCompletionStreamResponse chunk in chat.CreateChatCompletionStreamAsync(request, cancellation.Token))
            {
                text += chunk.Text;
                if (FateOf(call) == Fate.Cancelled)
                {
                    await cancellation.CancelAsync();
                }
            }

            return text;
        }
        catch (Exception exception) when (exception is ApiException or OperationCanceledException)
        {
            return exception is OperationCanceledException ? nameof(OperationCanceledException) : exception.GetType().Name;
        }
    }

    private static ChatReply Answer(string prompt, int attempt)
    {
        ChatReply reply = ChatReply.Text(TextFor(prompt));
        return FateOf(int.Parse(prompt["call ".Length..], CultureInfo.InvariantCulture)) switch
        {
            Fate.Retried when attempt == 1 => ChatReply.Error(503).WithHeader("retry-after-ms", "0"),
            Fate.Reset when attempt == 1 => ChatReply.Disconnect(),
            Fate.Truncated => reply.TruncateAfter(3),
            Fate.BrokenOff => reply.DisconnectAfter(3),
            Fate.Failed => reply.ErrorAfter(3),
            Fate.Refused => ChatReply.Error(400),
            Fate.Cancelled => reply.StallAfter(3),
            _ => reply,
        };
    }

    private static string Expected(int call) => FateOf(call) switch
    {
        Fate.Truncated => nameof(IncompleteStreamException),
        Fate.BrokenOff => nameof(IncompleteStreamException),
        Fate.Failed => nameof(ApiStreamException),
        Fate.Refused => nameof(BadRequestException),
        Fate.Cancelled => nameof(OperationCanceledException),
        _ => TextFor(PromptOf(call)),
    };

    // Every other call goes well.
    private static Fate FateOf(int call)
    {
        int draw = new Random(Seed + call).Next(2 * Enum.GetValues<Fate>().Length);
        return Enum.IsDefined((Fate)draw) ? (Fate)draw : Fate.Whole;
    }

    private static string PromptOf(int call) => $"call {call}";

    private static string TextFor(string prompt) => $"This is the answer to {prompt}, and to no other.";

    private static long SettledMemory(ChatServer server)
    {
        Assert.That(() => server.OpenConnections, Is.Zero.After(10_000, 20));
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
