using System.ClientModel;
using System.Text;
using OpenAI;
using OpenAI.Chat;

namespace OpenAIChat.Benchmarks.Ratios;

/// <summary>16 streamed calls at once over loopback, each of 60 packets: processor time a call on the client's side, also of an HttpClient that reads only bytes.</summary>
internal static class PacketStreams
{
    private const int Concurrency = 16;
    private const int CallsEach = 8;
    private const int Rounds = 9;

    public static async Task<IReadOnlyDictionary<string, double>> MeasureAsync()
    {
        using var server = Children.Start("packets");
        var url = new Uri(await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start."));
        using var ours = new ChatApi(new ChatApiOptions { ApiKey = "sk-benchmark", BaseUrl = url });
        var official = new ChatClient("gpt-5.4", new ApiKeyCredential("sk-benchmark"), new OpenAIClientOptions { Endpoint = url });
        using var bare = new HttpClient();
        Dictionary<string, Func<Task>> calls = new()
        {
            ["OpenAIChat"] = () => CallAsync(ours),
            ["official"] = () => CallAsync(official),
            ["bare"] = () => CallAsync(bare, url),
        };
        var times = calls.ToDictionary(entry => entry.Key, _ => new List<double>());
        for (int round = -3; round < Rounds; round++)
        {
            foreach (var (name, call) in calls)
            {
                double cost = await ProcessorTimeAsync(call);
                if (round >= 0)
                {
                    times[name].Add(cost);
                }
            }
        }

        server.StandardInput.Close();
        await server.WaitForExitAsync();
        return times.ToDictionary(entry => entry.Key, entry => Measurement.Median(entry.Value));
    }

    private static async Task<double> ProcessorTimeAsync(Func<Task> call)
    {
        TimeSpan started = Environment.CpuUsage.TotalTime;
        await Task.WhenAll(Enumerable.Range(0, Concurrency).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < CallsEach; i++)
            {
                await call();
            }
        })));
        return (Environment.CpuUsage.TotalTime - started).TotalMicroseconds / (Concurrency * CallsEach);
    }

    private static async Task CallAsync(ChatApi client)
    {
        await foreach (var chunk in client.CreateChatCompletionStreamAsync(new CreateChatCompletionRequest([new ChatCompletionRequestUserMessage("Hello!")], "gpt-5.4")))
        {
            GC.KeepAlive(chunk);
        }
    }

    private static async Task CallAsync(ChatClient client)
    {
        await foreach (var update in client.CompleteChatStreamingAsync(new UserChatMessage("Hello!")))
        {
            GC.KeepAlive(update);
        }
    }

    private static async Task CallAsync(HttpClient client, Uri url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new StringContent("""{"model":"gpt-5.4","messages":[{"role":"user","content":"Hello!"}],"stream":true}""", Encoding.UTF8, "application/json"),
        };
        using HttpResponseMessage answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await (await answer.Content.ReadAsStreamAsync()).CopyToAsync(Stream.Null);
    }
}
