using System.Globalization;
using OpenAIChat.StructuredOutput;

namespace OpenAIChat.Benchmarks.Ratios;

/// <summary>What it costs to show a value of 1 MB while it arrives in pieces of one byte, as a ratio to pieces of 1 KB.</summary>
internal static class PartialAnswers
{
    private const double Most = 3;
    private const int Rounds = 7;

    /// <summary>Prints the ratios to the console.</summary>
    /// <returns>The exit code: 1 when small pieces cost more than three times as much.</returns>
    public static async Task<int> RunAsync()
    {
        Console.WriteLine("| 1 MB of structured output | pieces of 1 KB | pieces of 1 byte | ratio | must | |");
        Console.WriteLine("|---|---|---|---|---|---|");
        string item = """{"Name":"Somebody Else","Age":42,"Tags":["a","bc"]}""";
        bool met = await PrintAsync(
            "20,000 objects", "{\"Items\":[" + string.Join(",", Enumerable.Repeat(item, 20_000)) + "],\"Text\":\"\"}");
        met &= await PrintAsync("one text", "{\"Items\":[],\"Text\":\"" + new string('x', 1_000_000) + "\"}");
        return met ? 0 : 1;
    }

    private static async Task<bool> PrintAsync(string name, string text)
    {
        CreateChatCompletionStreamResponse[] coarse = Chunks(text, 1024);
        CreateChatCompletionStreamResponse[] fine = Chunks(text, 1);
        List<double> coarseTimes = [], fineTimes = [];
        for (int round = 0; round < Rounds; round++)
        {
            coarseTimes.Add(await TimeAsync(coarse));
            fineTimes.Add(await TimeAsync(fine));
        }

        (double many, double few) = (Measurement.Median(fineTimes), Measurement.Median(coarseTimes));
        bool met = many / few <= Most;
        Console.WriteLine(
            string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {few:0} ms | {many:0} ms | {many / few:0.00} | {Most:0.00} | {(met ? "met" : "MISSED")} |"));
        return met;
    }

    private static CreateChatCompletionStreamResponse[] Chunks(string text, int size) =>
    [
        .. text.Chunk(size).Select(piece => CreateChatCompletionStreamResponse.FromText(new string(piece))),
        CreateChatCompletionStreamResponse.FromText(null, FinishReason.Stop),
    ];

    private static async Task<double> TimeAsync(CreateChatCompletionStreamResponse[] chunks)
    {
        GC.Collect();
        TimeSpan started = Environment.CpuUsage.TotalTime;
        await foreach (
            PartialChatCompletion<People> part in StreamedAnswers
            .ReadAsync(Stream(chunks), StructuredOutputFormat<People>.Of(null).Reader, default))
        {
            GC.KeepAlive(part.Value);
        }

        return (Environment.CpuUsage.TotalTime - started).TotalMilliseconds;
    }

    private static async IAsyncEnumerable<CreateChatCompletionStreamResponse> Stream(CreateChatCompletionStreamResponse[] chunks)
    {
        await Task.CompletedTask;
        foreach (CreateChatCompletionStreamResponse chunk in chunks)
        {
            yield return chunk;
        }
    }

    private sealed record Person(string Name, int Age, List<string> Tags);

    private sealed record People(List<Person> Items, string Text);
}
