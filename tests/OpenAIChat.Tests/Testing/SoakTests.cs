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
        Aborted,
        Failed,
        Refused,
        Cancelled,
        CancelledBeforeItsFirstByte,
    }

    [Test]
    [Category("Soak")]
    public async Task Two_thousand_streams_end_as_they_must_and_leave_nothing_behind()
    {
        var requests = new ConcurrentDictionary<string, int>();
        var cancellations = new ConcurrentDictionary<string, CancellationTokenSource>();
        int peak = 0;
        await using ChatServer server = await ChatServer.StartAsync(new ChatServerOptions { RecordRequests = false });
        server.OnRequest(request =>
        {
            peak = Math.Max(peak, server.OpenConnections);
            if (FateOf(NumberIn(request.Prompt)) == Fate.CancelledBeforeItsFirstByte)
            {
                cancellations[request.Prompt].Cancel();
            }

            return Answer(request.Prompt, requests.AddOrUpdate(request.Prompt, 1, (_, count) => count + 1));
        });

        await RunAsync(server, cancellations);
        requests.Clear();
        long before = SettledMemory(server);
        var watch = Stopwatch.StartNew();
        string[] outcomes = await RunAsync(server, cancellations);
        watch.Stop();
        IEnumerable<int> attempts = Enumerable.Range(0, Calls).Select(call => requests[PromptOf(call)]);
        IEnumerable<int> expectedAttempts = Enumerable.Range(0, Calls).Select(call => FateOf(call) is Fate.Retried or Fate.Reset ? 2 : 1);

        Assert.That(outcomes, Is.EqualTo(Enumerable.Range(0, Calls).Select(Expected)));
        Assert.That(attempts, Is.EqualTo(expectedAttempts));
        requests.Clear();
        Assert.That(cancellations, Is.Empty);
        long growth = SettledMemory(server) - before;
        TestContext.Out.WriteLine($"{Calls} streams in {watch.ElapsedMilliseconds} ms, memory {growth / 1024:+0;-0} KiB, connections "
            + $"{peak} at most and {server.OpenConnections} left");
        Assert.That(growth, Is.LessThan(TolerableGrowth));
    }

    private static async Task<string[]> RunAsync(ChatServer server, ConcurrentDictionary<string, CancellationTokenSource> cancellations)
    {
        using var chat = new ChatApi(new ChatApiOptions { BaseUrl = server.BaseUrl, ApiKey = server.ApiKey });
        return await Task.WhenAll(Enumerable.Range(0, Calls).Select(call => Task.Run(() => CallAsync(chat, call, cancellations))));
    }

    // What a call came to: its text when it came to an end, the name of the exception otherwise.
    private static async Task<string> CallAsync(ChatApi chat, int call, ConcurrentDictionary<string, CancellationTokenSource> cancellations)
    {
        var request = new CreateChatCompletionRequest
        {
            Model = "gpt-5.4",
            Messages = [new ChatCompletionRequestUserMessage { Content = PromptOf(call) }],
        };
        using var cancellation = new CancellationTokenSource();
        cancellations[PromptOf(call)] = cancellation;
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
        finally
        {
            cancellations.TryRemove(PromptOf(call), out _);
        }
    }

    private static ChatReply Answer(string prompt, int attempt)
    {
        var reply = ChatReply.Text(TextFor(prompt));
        return FateOf(NumberIn(prompt)) switch
        {
            Fate.Retried when attempt == 1 => ChatReply.Error(503).WithHeader("retry-after-ms", "0"),
            Fate.Reset when attempt == 1 => ChatReply.Disconnect(),
            Fate.Truncated => reply.TruncateAfter(3),
            Fate.Aborted => reply.DisconnectAfter(3),
            Fate.Failed => reply.ErrorAfter(3),
            Fate.Refused => ChatReply.Error(400),
            Fate.Cancelled => reply.StallAfter(3),
            _ => reply,
        };
    }

    private static string Expected(int call) => FateOf(call) switch
    {
        Fate.Truncated => nameof(IncompleteStreamException),
        Fate.Aborted => nameof(IncompleteStreamException),
        Fate.Failed => nameof(ApiStreamException),
        Fate.Refused => nameof(BadRequestException),
        Fate.Cancelled => nameof(OperationCanceledException),
        Fate.CancelledBeforeItsFirstByte => nameof(OperationCanceledException),
        _ => TextFor(PromptOf(call)),
    };

    // Every other call goes well.
    private static Fate FateOf(int call)
    {
        int draw = new Random(Seed + call).Next(2 * Enum.GetValues<Fate>().Length);
        return Enum.IsDefined((Fate)draw) ? (Fate)draw : Fate.Whole;
    }

    private static string PromptOf(int call) => $"call {call}";

    private static int NumberIn(string prompt) => int.Parse(prompt["call ".Length..], CultureInfo.InvariantCulture);

    private static string TextFor(string prompt) => $"This is the answer to {prompt}, and to no other.";

    private static long SettledMemory(ChatServer server)
    {
        Assert.That(() => server.OpenConnections, Is.Zero.After(10_000, 20));
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
