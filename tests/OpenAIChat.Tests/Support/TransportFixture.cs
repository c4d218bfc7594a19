using OpenAIChat.Runtime;

namespace OpenAIChat.Tests;

/// <summary>Short ways to call a <see cref="ScriptedServer"/> through the transport.</summary>
internal static class TransportFixture
{
    public const string Key = "sk-test-secret-0123456789";

    public static ApiTransport Connect(this ScriptedServer server, Action<ChatApiOptions>? change = null) => new(server.Settings(change));

    public static TransportSettings Settings(this ScriptedServer server, Action<ChatApiOptions>? change = null)
    {
        var options = new ChatApiOptions { BaseUrl = server.BaseUrl, ApiKey = Key };
        change?.Invoke(options);
        return options.ToSettings(_ => null);
    }

    public static Task<Note> PostAsync(this ApiTransport transport, string text = "hello", CancellationToken cancellationToken = default) =>
        transport.SendAsync(Call(text), Note.Read, cancellationToken);

    public static IAsyncEnumerable<Note> Stream(this ApiTransport transport, CancellationToken cancellationToken = default) =>
        transport.StreamAsync(Call("hello"), Note.Read, Note.Read, cancellationToken);

    public static ApiCall Call(string text)
    {
        var call = new ApiCall("createNote", HttpMethod.Post, "/notes");
        call.Body(new Note { Text = text, Object = "request" });
        return call;
    }

    /// <summary>Waits for a call that must fail with just this kind of exception.</summary>
    public static async Task<T> CatchAsync<T>(this Task call)
        where T : Exception
    {
        try
        {
            await call.WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (Exception fault)
        {
            Assert.That(fault, Is.TypeOf<T>());
            return (T)fault;
        }

        throw new AssertionException("The call did not fail.");
    }

    /// <summary>Waits for something that happens on another thread.</summary>
    public static async Task WaitUntilAsync(Func<bool> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!isSo())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Reads a stream to its end, or to its error.</summary>
    public static async Task<(List<string?> Texts, Exception? Fault)> ReadAllAsync(this IAsyncEnumerable<Note> stream)
    {
        var texts = new List<string?>();
        try
        {
            await foreach (Note note in stream)
            {
                texts.Add(note.Text);
            }
        }
        catch (Exception fault)
        {
            return (texts, fault);
        }

        return (texts, null);
    }

    /// <summary>Makes every delay between attempts pass at once, and writes it down.</summary>
    public static void PassDelays(this ChatApiOptions options, ManualTime time, List<TimeSpan> delays)
    {
        options.TimeProvider = time;
        options.Jitter = () => 0;
        options.OnRetry = retry =>
        {
            delays.Add(retry.Delay);
            time.PassNext(retry.Delay);
        };
    }
}
