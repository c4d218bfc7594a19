using System.Diagnostics;
using OpenAIChat.Runtime;

namespace OpenAIChat.Benchmarks.Ratios;

/// <summary>The cost a chunk of accumulating a stream of tool-call deltas: it must not grow with the length of the stream.</summary>
internal static class Accumulation
{
    private const int Rounds = 9;

    public static (double Few, double Many) Measure()
    {
        var few = Chunks(2_000);
        var many = Chunks(20_000);
        List<double> fewTimes = [], manyTimes = [];
        for (int round = 0; round < Rounds; round++)
        {
            fewTimes.Add(Time(few));
            manyTimes.Add(Time(many));
        }

        return (Measurement.Median(fewTimes), Measurement.Median(manyTimes));
    }

    private static List<CreateChatCompletionStreamResponse> Chunks(int count) =>
    [
        .. System.Text.Encoding.UTF8.GetString(Payloads.Stream(count, toolCalls: true)).Split('\n')
            .Where(line => line.StartsWith("data: {", StringComparison.Ordinal))
            .Select(line => JsonText.Read(System.Text.Encoding.UTF8.GetBytes(line[6..]), CreateChatCompletionStreamResponse.Read)),
    ];

    private static double Time(List<CreateChatCompletionStreamResponse> chunks)
    {
        long started = Stopwatch.GetTimestamp();
        var accumulator = new ChatCompletionAccumulator();
        foreach (var chunk in chunks)
        {
            accumulator.Add(chunk);
        }

        GC.KeepAlive(accumulator.ToResponse());
        return Stopwatch.GetElapsedTime(started).TotalNanoseconds / chunks.Count;
    }
}
