using System.Diagnostics;
using System.Text;
using Newtonsoft.Json;
using OpenAIChat.Runtime;

namespace OpenAIChat.Tests.Robustness;

/// <summary>
/// 200,000 spoiled answers: each is read, or refused with an exception that is documented; each case is drawn from its own number.
/// </summary>
public sealed class FuzzTests
{
    private const int SpecimensOfEach = 60;
    private const int Seed = 20261120;
    private const string Read = "read";

    // Whatever a document does, reading it may cost this much for each of its bytes, and this much besides.
    private const long BytesPerByte = 200;
    private const long BytesBesides = 256 * 1024;
    private const long TolerableGrowth = 4 * 1024 * 1024;

    private static readonly Specimen[] Errors =
    [
        Specimen.Parse("""{"error":{"message":"Slow down.","type":"requests","param":null,"code":"rate_limit_exceeded"}}"""),
        Specimen.Parse("""{"error":"no"}"""),
        Specimen.Parse("""{"detail":[{"loc":["body"],"msg":"field required"}]}"""),
    ];

    private static readonly string[] ContentTypes =
        ["application/json", "text/event-stream", "text/event-stream; charset=utf-8", "application/json; charset=latin-1", "text/html", "x", ";;;", ""];

    private static readonly int[] Statuses = [200, 200, 200, 200, 201, 204, 301, 400, 401, 404, 409, 418, 429, 500, 503, 529, 999];

    private static readonly string[] HeaderNames =
        ["retry-after", "retry-after-ms", "x-should-retry", "x-request-id", "x-ratelimit-limit-requests", "x-ratelimit-reset-tokens", "openai-processing-ms"];

    private static readonly string[] HeaderValues
        = ["", "0", "-1", "NaN", "1e400", "99999999999999999999", "1h2m3.4s", "6ms", "x", "true", "Wed, 21 Oct 2015 07:28:00 GMT"];

    [Test]
    public void Spoiled_completions_are_read_or_refused() => Decode(CreateChatCompletionResponse.Read, 60_000);

    [Test]
    public void Spoiled_chunks_are_read_or_refused() => Decode(CreateChatCompletionStreamResponse.Read, 50_000);

    [Test]
    public void Spoiled_requests_are_read_or_refused() => Decode(CreateChatCompletionRequest.Read, 30_000);

    [Test]
    public void Spoiled_pages_are_read_or_refused() => Decode(ChatCompletionList.Read, 10_000);

    [Test]
    public void Spoiled_completions_are_read_or_refused_by_Newtonsoft_too() => Deserialize<CreateChatCompletionResponse>(15_000);

    [Test]
    public void Spoiled_requests_are_read_or_refused_by_Newtonsoft_too() => Deserialize<CreateChatCompletionRequest>(5_000);

    [Test]
    public void Spoiled_answers_are_returned_or_explained()
    {
        Specimen[] answers = [.. Specimen.Of<CreateChatCompletionResponse>(SpecimensOfEach), .. Errors];
        Run(15_000, mutator =>
        {
            byte[] body = mutator.Spoil(mutator.Any(answers));
            using MemoryHandler handler = Answer(mutator, body);
            using var http = new HttpClient(handler);
            using ChatApi chat = http.Connect();
            string outcome = Outcome(() => chat.CreateChatCompletionAsync(MemoryClient.Question).Now().ToString());
            Check(handler, body);
            return outcome;
        });
    }

    [Test]
    public void Spoiled_streams_are_delivered_or_explained()
    {
        Specimen[] chunks = [.. Specimen.Of<CreateChatCompletionStreamResponse>(SpecimensOfEach), .. Errors];
        Run(15_000, mutator =>
        {
            byte[] body = Stream(mutator, chunks);
            using MemoryHandler handler = Answer(mutator, body);
            using var http = new HttpClient(handler);
            using ChatApi chat = http.Connect();
            string outcome = Outcome(
                () => Accumulate(chat.CreateChatCompletionStreamAsync(MemoryClient.Question).ReadAllAsync().Now()).ToString());
            Check(handler, body);
            return outcome;
        });
    }

    private static void Decode<T>(JsonRead<T> read, int cases)
        where T : JsonModel
    {
        Specimen[] specimens = Specimen.Of<T>(SpecimensOfEach);
        Run(cases, mutator =>
        {
            byte[] json = mutator.Spoil(mutator.Any(specimens));
            T? model = null;
            string outcome = Read;
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                model = JsonText.Read(json, read);
            }
            catch (JsonException refusal)
            {
                outcome = refusal.GetType().Name;
            }

            long cost = GC.GetAllocatedBytesForCurrentThread() - before;
            Must(cost <= BytesBesides + (BytesPerByte * json.Length), $"{cost} bytes were allocated", json);
            if (model is not null)
            {
                AssertStable(model, read, json);
            }

            return outcome;
        });
    }

    private static void Deserialize<T>(int cases)
        where T : JsonModel
    {
        Specimen[] specimens = Specimen.Of<T>(SpecimensOfEach);
        Run(cases, mutator =>
        {
            string json = Encoding.UTF8.GetString(mutator.Spoil(mutator.Any(specimens)));
            try
            {
                var model = JsonConvert.DeserializeObject<T>(json);
                _ = model?.ToString();
                _ = JsonConvert.SerializeObject(model);
                return Read;
            }
            catch (JsonException refusal)
            {
                return refusal.GetType().Name;
            }
        });
    }

    // What was read can be written, and what is written reads back as the same.
    private static void AssertStable<T>(T model, JsonRead<T> read, byte[] json)
        where T : JsonModel
    {
        byte[] once = Write(model);
        byte[] twice = Write(JsonText.Read(once, read));
        Must(
            once.AsSpan().SequenceEqual(twice) || IsSame(once, twice),
            $"written as {Encoding.UTF8.GetString(once)}\nand then as {Encoding.UTF8.GetString(twice)}",
            json);
    }

    // A member that came twice may move when it is written once.
    private static bool IsSame(byte[] once, byte[] twice) => Tree(once) == Tree(twice);

    private static JsonObject Tree(byte[] json) => JsonObject.Parse(Encoding.UTF8.GetString(json));

    private static byte[] Write(JsonModel model)
    {
        using var buffer = new PooledBuffer();
        JsonText.Write(model, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    private static string Outcome(Func<string> call)
    {
        try
        {
            _ = call();
            return Read;
        }
        catch (ApiException fault)
        {
            Assert.That(fault.ToString(), Does.Not.Contain(MemoryClient.Key));
            return fault.GetType().Name;
        }
    }

    private static CreateChatCompletionResponse Accumulate(List<CreateChatCompletionStreamResponse> chunks)
    {
        var accumulator = new ChatCompletionAccumulator();
        foreach (CreateChatCompletionStreamResponse chunk in chunks)
        {
            accumulator.Add(chunk);
        }

        return accumulator.ToResponse();
    }

    // Half of the streams are spoiled inside of an event, half of them anywhere.
    private static byte[] Stream(Mutator mutator, Specimen[] chunks)
    {
        bool isWhole = mutator.Random.Next(2) == 0;
        var stream = new List<byte>();
        for (int i = mutator.Random.Next(1, 4); i > 0; i--)
        {
            Specimen chunk = mutator.Any(chunks);
            stream.AddRange("data: "u8);
            stream.AddRange(isWhole && mutator.Random.Next(2) == 0 ? mutator.Spoil(chunk) : chunk.Json);
            stream.AddRange("\n\n"u8);
        }

        stream.AddRange("data: [DONE]\n\n"u8);
        return isWhole ? [.. stream] : mutator.Spoil((byte[])[.. stream]);
    }

    private static MemoryHandler Answer(Mutator mutator, byte[] body)
    {
        int[] cuts = [.. Enumerable.Range(0, mutator.Random.Next(4)).Select(_ => mutator.Random.Next(body.Length + 1)).Order()];
        // Most go as they should, so that their body is what matters.
        bool isOdd = mutator.Random.Next(4) == 0;
        string type = isOdd ? mutator.Any(ContentTypes) : mutator.Any(ContentTypes.AsSpan(0, 2).ToArray());
        var handler = new MemoryHandler(body, type, isOdd ? mutator.Any(Statuses) : 200, cuts);
        if (isOdd)
        {
            handler.Headers[mutator.Any(HeaderNames)] = mutator.Any(HeaderValues);
        }

        return handler;
    }

    private static void Check(MemoryHandler handler, byte[] body) => Must(handler.Open == 0, "the answer was not closed", body);

    private static void Run(int cases, Func<Mutator, string> outcomeOf)
    {
        var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var watch = Stopwatch.StartNew();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int number = 0; number < cases; number++)
        {
            try
            {
                string outcome = outcomeOf(new Mutator(Seed + number));
                outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            }
            catch (Exception fault) when (fault is not AssertionException)
            {
                throw new AssertionException($"Case {number} ended in {fault}");
            }
        }

        long growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        TestContext.Out
            .WriteLine($"{cases} cases in {watch.ElapsedMilliseconds} ms, memory {growth / 1024:+0;-0} KiB: {string.Join(", ", outcomes)}");
        Assert.That(growth, Is.LessThan(TolerableGrowth));
    }

    // Assert.That is too slow for so many.
    private static void Must(bool holds, string otherwise, byte[] input)
    {
        if (!holds)
        {
            Assert.Fail($"{otherwise}, from {JsonConvert.ToString(Encoding.UTF8.GetString(input))}");
        }
    }
}
