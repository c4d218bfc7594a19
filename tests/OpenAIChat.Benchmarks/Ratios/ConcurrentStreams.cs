using System.ClientModel;
using System.Diagnostics;
using OpenAI;
using OpenAI.Chat;
using OpenAIChat.Testing;

namespace OpenAIChat.Benchmarks.Ratios;

/// <summary>
/// 200 streamed calls at once over loopback, against a ChatServer in another process: CPU time a call on the client's side.
/// </summary>
internal static class ConcurrentStreams
{
    private const int Concurrency = 200;
    private const int Rounds = 7;

    /// <summary>Runs in the child: a server until the input ends.</summary>
    public static async Task<int> RunServerAsync()
    {
        await using var server = await ChatServer.StartAsync();
        Console.WriteLine(server.BaseUrl);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public static async Task<IReadOnlyDictionary<string, double>> MeasureAsync()
    {
        using var server = Children.Start("serve");
        var url = new Uri(await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start."));
        try
        {
            using var ours = new ChatApi(new ChatApiOptions { ApiKey = "sk-benchmark", BaseUrl = url });
            var official = new ChatClient("gpt-5.4", new ApiKeyCredential("sk-benchmark"), new OpenAIClientOptions { Endpoint = url });
            Dictionary<string, Func<Task>> calls = new()
            {
                ["OpenAIChat"] = () => CallAsync(ours),
                ["official"] = () => CallAsync(official),
            };
            var times = calls.ToDictionary(entry => entry.Key, _ => new List<double>());
            for (int round = -1; round < Rounds; round++)
            {
                foreach (var (name, call) in calls)
                {
                    double cost = await CpuTimeAsync(call);
                    if (round >= 0)
                    {
                        times[name].Add(cost);
                    }
                }
            }

            return times.ToDictionary(entry => entry.Key, entry => Measurement.Median(entry.Value));
        }
        finally
        {
            server.StandardInput.Close();
            await server.WaitForExitAsync();
        }
    }

    private static async Task<double> CpuTimeAsync(Func<Task> call)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        await Task.WhenAll(Enumerable.Range(0, Concurrency).Select(_ => Task.Run(call)));
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalMicroseconds / Concurrency;
    }

    private static async Task CallAsync(ChatApi client)
    {
        var request = new CreateChatCompletionRequest([new ChatCompletionRequestUserMessage("Tell me a story.")], "gpt-5.4");
        await foreach (var chunk in client.CreateChatCompletionStreamAsync(request))
        {
            GC.KeepAlive(chunk);
        }
    }

    private static async Task CallAsync(ChatClient client)
    {
        await foreach (var update in client.CompleteChatStreamingAsync(new UserChatMessage("Tell me a story.")))
        {
            GC.KeepAlive(update);
        }
    }
}
