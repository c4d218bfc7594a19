using System.Text;

namespace OpenAIChat.StructuredOutput;

/// <summary>Parses JSON text by RFC 8259, piece by piece: what has been read so far is a tree at any time.</summary>
/// <remarks>It looks at every character once, so it takes time in proportion to the text, however finely the text is cut.</remarks>
internal sealed partial class JsonTextParser
{
    /// <summary>How deeply values may be nested.</summary>
    public const int MaximumDepth = 256;

    private readonly Stack<JsonNode> open = new();
    private readonly StringBuilder text = new();
    private State state = State.Value;
    private JsonNode? current;
    private string name = "";
    private bool isName;
    private int codeUnit;
    private int digits;

    private enum State
    {
        Value,
        FirstItem,
        FirstName,
        Name,
        InName,
        Colon,
        InString,
        Escape,
        CodeUnit,
        InNumber,
        InLiteral,
        AfterValue,
        Done,
        Failed,
    }

    /// <summary>Gets the value so far; null as long as nothing of it has arrived.</summary>
    public JsonNode? Root { get; private set; }

    /// <summary>Gets what is wrong with the text, without quoting it; null as long as it is right.</summary>
    public string? Fault { get; private set; }

    /// <summary>Gets how many characters have been parsed.</summary>
    public int Position { get; private set; }

    /// <summary>Gets the number of values that are still growing, the innermost included.</summary>
    public IEnumerable<JsonNode> Growing => current is null ? open : open.Prepend(current);

    /// <summary>Parses a whole text.</summary>
    public static JsonTextParser Parse(string text)
    {
        var parser = new JsonTextParser();
        parser.Append(text);
        parser.Complete();
        return parser;
    }

    /// <summary>Parses the next piece of the text; after a fault the rest is skipped.</summary>
    public void Append(string piece)
    {
        for (int i = 0; i < piece.Length && state != State.Failed;)
        {
            if (state is State.InString or State.InName)
            {
                int plain = PlainLength(piece, i);
                text.Append(piece, i, plain);
                i += plain;
                Position += plain;
                if (i == piece.Length)
                {
                    break;
                }
            }

            Take(piece[i++]);
            Position++;
        }
    }

    /// <summary>Says that the text has ended.</summary>
    public void Complete()
    {
        if (state is State.InNumber)
        {
            EndNumber();
        }

        if (state is not (State.Done or State.Failed))
        {
            Fail("ends before the value is complete");
        }
    }

    private static int PlainLength(string piece, int start)
    {
        int end = start;
        while (end < piece.Length && piece[end] is not ('"' or '\\' or < ' '))
        {
            end++;
        }

        return end - start;
    }

    private static bool IsWhitespace(char c) => c is ' ' or '\t' or '\n' or '\r';

    private void Take(char c)
    {
        switch (state)
        {
            case State.InString or State.InName:
                TakeInString(c);
                break;
            case State.Escape:
                TakeEscape(c);
                break;
            case State.CodeUnit:
                TakeHexDigit(c);
                break;
            case State.InNumber:
                TakeInNumber(c);
                break;
            case State.InLiteral:
                TakeInLiteral(c);
                break;
            default:
                TakeStructure(c);
                break;
        }
    }

    private void TakeStructure(char c)
    {
        if (IsWhitespace(c))
        {
            return;
        }

        switch (state)
        {
            case State.FirstItem when c == ']':
            case State.FirstName when c == '}':
                Close();
                break;
            case State.Value or State.FirstItem:
                Begin(c);
                break;
            case State.FirstName or State.Name when c == '"':
                state = State.InName;
                break;
            case State.Colon when c == ':':
                state = State.Value;
                break;
            case State.AfterValue when c == ',':
                state = open.Peek().Kind == JsonNodeKind.Object ? State.Name : State.Value;
                break;
            case State.AfterValue when c == (open.Peek().Kind == JsonNodeKind.Object ? '}' : ']'):
                Close();
                break;
            case State.Done:
                Fail("goes on after the value");
                break;
            default:
                Fail("has a character that cannot stand there");
                break;
        }
    }

    private void Begin(char c)
    {
        switch (c)
        {
            case '{':
                Open(JsonNodeKind.Object, State.FirstName);
                break;
            case '[':
                Open(JsonNodeKind.Array, State.FirstItem);
                break;
            case '"':
                current = Place(JsonNodeKind.String);
                current.Growing = text;
                state = State.InString;
                break;
            case '-' or (>= '0' and <= '9'):
                current = Place(JsonNodeKind.Number);
                text.Append(c);
                state = State.InNumber;
                break;
            case 't' or 'f' or 'n':
                current = Place(c == 't' ? JsonNodeKind.True : c == 'f' ? JsonNodeKind.False : JsonNodeKind.Null);
                text.Append(c);
                state = State.InLiteral;
                break;
            default:
                Fail("has a character that begins no value");
                break;
        }
    }

    private void Open(JsonNodeKind kind, State next)
    {
        if (open.Count == MaximumDepth)
        {
            Fail("is nested too deeply");
            return;
        }

        open.Push(Place(kind));
        state = next;
    }

    private JsonNode Place(JsonNodeKind kind)
    {
        var node = new JsonNode(kind);
        if (open.Count == 0)
        {
            Root = node;
        }
        else
        {
            JsonNode parent = open.Peek();
            if (parent.Kind == JsonNodeKind.Object)
            {
                parent.Names.Add(name);
            }

            parent.Items.Add(node);
        }

        return node;
    }

    private void Close()
    {
        open.Pop().IsComplete = true;
        state = open.Count == 0 ? State.Done : State.AfterValue;
    }

    private void Fail(string fault)
    {
        Fault = fault;
        state = State.Failed;
    }
}
