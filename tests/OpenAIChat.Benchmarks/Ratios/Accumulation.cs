using OpenAIChat.Runtime;

namespace OpenAIChat.Benchmarks.Ratios;

/// <summary>The cost a chunk of accumulating a stream of tool-call deltas: it must not grow with the length of the stream.</summary>
internal static class Accumulation
{
    private const int Rounds = 9;

    public static (double Few, double Many) Measure()
    {
        // The long stream repeats the short one: what the processor's caches hold is then no part of the difference.
        var chunks = Chunks(2_000);
        List<double> fewTimes = [], manyTimes = [];
        for (int round = 0; round < Rounds; round++)
        {
            fewTimes.Add(Time(chunks, repeats: 1));
            manyTimes.Add(Time(chunks, repeats: 10));
        }

        return (Measurement.Median(fewTimes), Measurement.Median(manyTimes));
    }

    private static List<CreateChatCompletionStreamResponse> Chunks(int count) =>
    [
        .. System.Text.Encoding.UTF8.GetString(Payloads.Stream(count, toolCalls: true)).Split('\n')
            .Where(line => line.StartsWith("data: {", StringComparison.Ordinal))
            .Select(line => JsonText.Read(System.Text.Encoding.UTF8.GetBytes(line[6..]), CreateChatCompletionStreamResponse.Read)),
    ];

    private static double Time(List<CreateChatCompletionStreamResponse> chunks, int repeats)
    {
        GC.Collect();
        TimeSpan started = Environment.CpuUsage.TotalTime;
        var accumulator = new ChatCompletionAccumulator();
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            foreach (var chunk in chunks)
            {
                accumulator.Add(chunk);
            }
        }

        GC.KeepAlive(accumulator.ToResponse());
        return (Environment.CpuUsage.TotalTime - started).TotalNanoseconds / chunks.Count / repeats;
    }
}
