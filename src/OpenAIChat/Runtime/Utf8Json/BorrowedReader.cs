using Newtonsoft.Json;

namespace OpenAIChat.Runtime;

/// <summary>A caller's reader while a model is read from it: its settings are put back afterwards.</summary>
internal readonly ref struct BorrowedReader
{
    private readonly JsonReader reader;
    private readonly DateParseHandling dates;
    private readonly FloatParseHandling numbers;

    public BorrowedReader(JsonReader reader)
    {
        this.reader = reader;
        dates = reader.DateParseHandling;
        numbers = reader.FloatParseHandling;
        Json = new JsonInput(reader);
    }

    public JsonInput Json { get; }

    public void Dispose()
    {
        reader.DateParseHandling = dates;
        reader.FloatParseHandling = numbers;
    }
}
