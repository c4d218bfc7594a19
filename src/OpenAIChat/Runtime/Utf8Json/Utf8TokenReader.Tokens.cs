#if NET
using System.Numerics;
#endif
using System.Runtime.CompilerServices;
#if NET
using System.Runtime.Intrinsics;
#endif
using Newtonsoft.Json;

namespace OpenAIChat.Runtime;

/// <summary>From token to token.</summary>
internal sealed partial class Utf8TokenReader
{
    /// <summary>Moves to the next token, whatever it is; false at the end of the document.</summary>
    public bool Read()
    {
        switch (token)
        {
            case JsonToken.StartObject:
                NextName(first: true);
                return true;
            case JsonToken.StartArray:
                NextItem(first: true);
                return true;
            case JsonToken.PropertyName:
                ReadValue();
                return true;
            case JsonToken.None:
                return Start();
        }

        if (depth == 0)
        {
            End();
            return false;
        }

        if (levels[depth - 1].IsObject)
        {
            NextName(first: false);
        }
        else
        {
            NextItem(first: false);
        }

        return true;
    }

    /// <summary>Enters the object that the reader stands on.</summary>
    public void StartObject()
    {
        if (token != JsonToken.StartObject)
        {
            throw Unexpected("an object");
        }
    }

    /// <summary>Enters the list that the reader stands on.</summary>
    public void StartArray()
    {
        if (token != JsonToken.StartArray)
        {
            throw Unexpected("a list");
        }
    }

    /// <summary>Moves to the next name of the object entered; false at its end.</summary>
    public bool NextName() => NextName(first: token == JsonToken.StartObject);

    /// <summary>Moves to the next item of the list entered; false at its end.</summary>
    public bool NextItem() => NextItem(first: token == JsonToken.StartArray);

    /// <summary>Moves to the value of the next entry of the object entered and returns its name, or null at the end of the object.</summary>
    public string? NextEntry()
    {
        if (!NextName())
        {
            return null;
        }

        string name = Text();
        ReadValue();
        return name;
    }

    /// <summary>Moves from the start of an object or list to its end, looking at every token.</summary>
    public void SkipContainer()
    {
        int outside = depth - 1;
        do
        {
            Read();
        }
        while (depth > outside);
    }

    private bool Start()
    {
        SkipWhitespace();
        if (position >= end)
        {
            return false;
        }

        ReadValue();
        return true;
    }

    private void End()
    {
        SkipWhitespace();
        if (position < end)
        {
            throw Error("There is more text after the JSON value.");
        }

        token = JsonToken.None;
    }

    // To the next name of the object and past its colon, or to the end of the object.
    private bool NextName(bool first)
    {
        if (!MoveToName(first))
        {
            return false;
        }

        ReadText();
        PassColon();
        token = JsonToken.PropertyName;
        return true;
    }

    /// <summary>Moves to the opening quote of the next name, or past the end of the object: then false.</summary>
    public bool MoveToName() => MoveToName(first: token == JsonToken.StartObject);

    /// <summary>Passes the name that the reader stands before, if it is this one.</summary>
    /// <param name="quoted">The name in UTF-8, with its quotes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadName(byte[] quoted)
    {
        if (!data.AsSpan(position, end - position).StartsWith(quoted))
        {
            return false;
        }

        position += quoted.Length;
        return true;
    }

    /// <summary>Passes the name that the reader stands before.</summary>
    /// <returns>The name as it stands in the document, quotes and escapes included.</returns>
    public ReadOnlySpan<byte> ReadQuotedName()
    {
        ReadText();
        return data.AsSpan(tokenStart, position - tokenStart);
    }

    /// <summary>Moves from behind a name to its value, over the colon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MoveToValue()
    {
        PassColon();
        ReadValue();
    }

    private bool MoveToName(bool first)
    {
        byte next = Peek();
        if (next == (byte)'}')
        {
            Close(JsonToken.EndObject);
            return false;
        }

        if (!first)
        {
            if (next != (byte)',')
            {
                throw Error("Expected a comma or the end of the object.");
            }

            position++;
            next = Peek();
        }

        if (next != (byte)'"')
        {
            throw Error("Expected a name in double quotes.");
        }

        tokenStart = position;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PassColon()
    {
        if (position < end && data[position] == (byte)':')
        {
            position++;
            return;
        }

        if (Peek() != (byte)':')
        {
            throw Error("Expected a colon.");
        }

        position++;
    }

    private bool NextItem(bool first)
    {
        byte next = Peek();
        if (next == (byte)']')
        {
            Close(JsonToken.EndArray);
            return false;
        }

        if (!first)
        {
            if (next != (byte)',')
            {
                throw Error("Expected a comma or the end of the list.");
            }

            position++;
        }

        ReadValue();
        return true;
    }

    private void ReadValue()
    {
        byte first = Peek();
        knownText = null;
        tokenStart = position;
        switch (first)
        {
            case (byte)'"':
                ReadText();
                token = JsonToken.String;
                break;
            case (byte)'{':
                Open(JsonToken.StartObject);
                break;
            case (byte)'[':
                Open(JsonToken.StartArray);
                break;
            case (byte)'t':
                ReadWord("true"u8, JsonToken.Boolean);
                break;
            case (byte)'f':
                ReadWord("false"u8, JsonToken.Boolean);
                break;
            case (byte)'n':
                ReadWord("null"u8, JsonToken.Null);
                break;
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                ReadNumberLiteral();
                break;
            default:
                throw Error("Expected a value.");
        }
    }

    private void Open(JsonToken container)
    {
        if (depth >= maxDepth)
        {
            token = container;
            throw Error($"The JSON is nested deeper than {maxDepth} levels.");
        }

        if (depth == levels.Length)
        {
            Array.Resize(ref levels, depth * 2);
        }

        ref Level level = ref levels[depth++];
        level.IsObject = container == JsonToken.StartObject;
        level.Flags = 0;
        position++;
        token = container;
    }

    private void Close(JsonToken container)
    {
        tokenStart = position++;
        depth--;
        token = container;
    }

    private void ReadWord(ReadOnlySpan<byte> word, JsonToken kind)
    {
        if (!data.AsSpan(position, end - position).StartsWith(word))
        {
            throw Error("Expected a value.");
        }

        position += word.Length;
        token = kind;
    }

    // From the opening quote past the closing one.
    private void ReadText()
    {
        int from = position + 1;
        int at = from;
        escaped = false;
        while (true)
        {
            at = AfterPlainRun(at);
            if (at >= end)
            {
                position = end;
                throw Error("The closing quote of the text is missing.");
            }

            byte stop = data[at];
            if (stop == (byte)'"')
            {
                break;
            }

            if (stop != (byte)'\\')
            {
                position = at;
                throw Error("A control character in text must be escaped.");
            }

            escaped = true;
            at = AfterEscape(at);
        }

        valueStart = from;
        valueEnd = at;
        position = at + 1;
    }

    // To the quote, the escape or the control character that ends a run of plain text.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int AfterPlainRun(int at)
    {
#if NET
        byte[] bytes = data;
        for (; end - at >= Vector128<byte>.Count; at += Vector128<byte>.Count)
        {
            Vector128<byte> block = Vector128.Create(bytes, at);
            uint stops = (Vector128.LessThan(block, Vector128.Create((byte)' '))
                | Vector128.Equals(block, Vector128.Create((byte)'"'))
                | Vector128.Equals(block, Vector128.Create((byte)'\\'))).ExtractMostSignificantBits();
            if (stops != 0)
            {
                return at + BitOperations.TrailingZeroCount(stops);
            }
        }
#endif
        return AfterShortRun(at);
    }

    private int AfterShortRun(int at)
    {
        byte[] bytes = data;
        while (at < end && bytes[at] is >= (byte)' ' and not ((byte)'"' or (byte)'\\'))
        {
            at++;
        }

        return at;
    }

    private int AfterEscape(int at)
    {
        if (at + 1 < end)
        {
            switch (data[at + 1])
            {
                case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                    return at + 2;
                case (byte)'u' when at + 6 <= end && AreHexDigits(data.AsSpan(at + 2, 4)):
                    return at + 6;
            }
        }

        position = at;
        throw Error("The escape sequence is not valid.");
    }

    private static bool AreHexDigits(ReadOnlySpan<byte> text)
    {
        foreach (byte digit in text)
        {
            if (!Uri.IsHexDigit((char)digit))
            {
                return false;
            }
        }

        return true;
    }

    private void ReadNumberLiteral()
    {
        int at = position;
        byte[] bytes = data;
        bool negative = bytes[at] == (byte)'-';
        at += negative ? 1 : 0;
        int whole = at;
        // Of too many digits no sense is made, and none is asked for.
        long number = 0;
        for (uint digit; at < end && (digit = (uint)(bytes[at] - '0')) <= 9; at++)
        {
            number = unchecked((number * 10) + digit);
        }

        smallInteger = negative ? -number : number;
        // No digit, or a leading zero.
        if (at == whole || (bytes[whole] == (byte)'0' && at > whole + 1))
        {
            throw Error("The number is not valid.");
        }

        token = JsonToken.Integer;
        if (at < end && bytes[at] == (byte)'.')
        {
            token = JsonToken.Float;
            at = AfterRequiredDigits(at + 1);
        }

        if (at < end && (bytes[at] | 0x20) == 'e')
        {
            token = JsonToken.Float;
            at++;
            at = AfterRequiredDigits(at < end && bytes[at] is (byte)'+' or (byte)'-' ? at + 1 : at);
        }

        // What follows is judged as the next token; letters would be no token at all.
        if (at < end && bytes[at] is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (byte)'.' or (byte)'+' or (byte)'-')
        {
            throw Error("The number is not valid.");
        }

        valueStart = position;
        valueEnd = at;
        position = at;
    }

    private int AfterDigits(int at)
    {
        byte[] bytes = data;
        while (at < end && (uint)(bytes[at] - '0') <= 9)
        {
            at++;
        }

        return at;
    }

    private int AfterRequiredDigits(int at)
    {
        int after = AfterDigits(at);
        return after > at ? after : throw Error("The number is not valid.");
    }

    // Skips whitespace and returns the byte after it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte Peek()
    {
        byte[] bytes = data;
        int at = position;
        if ((uint)at < (uint)bytes.Length && at < end && bytes[at] > (byte)' ')
        {
            return bytes[at];
        }

        return PeekAfterWhitespace();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private byte PeekAfterWhitespace()
    {
        SkipWhitespace();
        return position < end ? data[position] : throw Error("The JSON ends before it is complete.");
    }

    private void SkipWhitespace() => position = AfterWhitespace(position);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int AfterWhitespace(int at)
    {
        byte[] bytes = data;
        while (at < end && bytes[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        return at;
    }
}
