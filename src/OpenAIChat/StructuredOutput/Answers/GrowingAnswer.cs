namespace OpenAIChat.StructuredOutput;

/// <summary>The answer of one choice while it arrives: the value as far as it is known.</summary>
/// <remarks>
/// Reading costs credit, and every character that arrives earns some, so that all the work stays in proportion to the text, however finely
/// it is cut.
/// </remarks>
internal sealed class GrowingAnswer<T>(AnswerReader<T> reader)
{
    // Answers of many kilobytes are read with every piece before the first part repeats a value.
    private const long InitialCredit = 2_000_000;
    private const long CreditPerCharacter = 4;

    private readonly JsonTextParser parser = new();
    private long credit = InitialCredit;

    /// <summary>Gets the value as far as it is known; the default while nothing is.</summary>
    public T? Value { get; private set; }

    /// <summary>Gets the work done so far: characters parsed and values created.</summary>
    public long Work { get; private set; }

    /// <summary>Adds the next piece of the text.</summary>
    public void Append(string piece)
    {
        parser.Append(piece);
        Work += piece.Length;
        credit += piece.Length * CreditPerCharacter;
        long cost = reader.Cost(parser);
        if (cost > credit)
        {
            return;
        }

        credit -= cost;
        Work += cost;
        if (reader.TryReadPartial(parser, out T? value))
        {
            Value = value;
        }
    }
}
