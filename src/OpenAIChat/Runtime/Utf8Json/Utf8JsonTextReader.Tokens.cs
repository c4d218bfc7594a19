#if NET
using System.Numerics;
#endif
using System.Runtime.CompilerServices;
#if NET
using System.Runtime.Intrinsics;
#endif
using Newtonsoft.Json;

namespace OpenAIChat;

/// <summary>From token to token.</summary>
public sealed partial class Utf8JsonTextReader
{
    private bool Next()
    {
        value = null;
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

        if (objects[depth - 1])
        {
            NextName(first: false);
        }
        else
        {
            NextItem(first: false);
        }

        return true;
    }

    private bool Start()
    {
        if (stream is not null)
        {
            Load();
        }

        if (!begun)
        {
            Begin();
        }

        SkipBlanks();
        if (position >= end)
        {
            return false;
        }

        ReadValue();
        return true;
    }

    private void End()
    {
        SkipBlanks();
        if (position < end)
        {
            throw Fault("There is more text behind the JSON value.");
        }

        token = JsonToken.None;
    }

    /// <summary>Moves to the next name of the object and behind its colon, or to the end of the object.</summary>
    private bool NextName(bool first)
    {
        if (!ToName(first))
        {
            return false;
        }

        ReadText();
        ToValue();
        token = JsonToken.PropertyName;
        return true;
    }

    // To the opening quote of the next name, or behind the end of the object.
    private bool ToName(bool first)
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
                throw Fault("A comma or the end of the object was due.");
            }

            position++;
            next = Peek();
        }

        if (next != (byte)'"')
        {
            throw Fault("A name in double quotes was due.");
        }

        tokenStart = position;
        return true;
    }

    // From behind a name to behind its colon.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ToValue()
    {
        if (position < end && data[position] == (byte)':')
        {
            position++;
            return;
        }

        if (Peek() != (byte)':')
        {
            throw Fault("A colon was due.");
        }

        position++;
    }

    /// <summary>Moves to the next item of the list, or to its end.</summary>
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
                throw Fault("A comma or the end of the list was due.");
            }

            position++;
        }

        ReadValue();
        return true;
    }

    private void ReadValue()
    {
        byte first = Peek();
        value = null;
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
                throw Fault("A value was due.");
        }
    }

    private void Open(JsonToken container)
    {
        if (MaxDepth is { } most && depth >= most)
        {
            token = container;
            throw Fault($"The JSON is nested deeper than {most} levels.");
        }

        if (depth == objects.Length)
        {
            Array.Resize(ref objects, depth * 2);
        }

        objects[depth++] = container == JsonToken.StartObject;
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
            throw Fault("A value was due.");
        }

        position += word.Length;
        token = kind;
    }

    // From the opening quote to behind the closing one.
    private void ReadText()
    {
        int from = position + 1;
        int at = from;
        escaped = false;
        while (true)
        {
            at = BehindRun(at);
            if (at >= end)
            {
                position = end;
                throw Fault("The text has no end.");
            }

            byte stop = data[at];
            if (stop == (byte)'"')
            {
                break;
            }

            if (stop != (byte)'\\')
            {
                position = at;
                throw Fault("A control character in text must be escaped.");
            }

            escaped = true;
            at = BehindEscape(at);
        }

        valueStart = from;
        valueEnd = at;
        position = at + 1;
    }

    // To the quote, the escape or the control character that ends a run of plain text.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int BehindRun(int at)
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
        return BehindShortRun(at);
    }

    private int BehindShortRun(int at)
    {
        byte[] bytes = data;
        while (at < end && bytes[at] is >= (byte)' ' and not ((byte)'"' or (byte)'\\'))
        {
            at++;
        }

        return at;
    }

    private int BehindEscape(int at)
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
        throw Fault("The escape sequence is not valid.");
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
            throw Fault("The number is not valid.");
        }

        token = JsonToken.Integer;
        if (at < end && bytes[at] == (byte)'.')
        {
            token = JsonToken.Float;
            at = BehindSomeDigits(at + 1);
        }

        if (at < end && (bytes[at] | 0x20) == 'e')
        {
            token = JsonToken.Float;
            at++;
            at = BehindSomeDigits(at < end && bytes[at] is (byte)'+' or (byte)'-' ? at + 1 : at);
        }

        // What follows is judged as the next token; letters would be no token at all.
        if (at < end && bytes[at] is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (byte)'.' or (byte)'+' or (byte)'-')
        {
            throw Fault("The number is not valid.");
        }

        valueStart = position;
        valueEnd = at;
        position = at;
    }

    private int BehindDigits(int at)
    {
        byte[] bytes = data;
        while (at < end && (uint)(bytes[at] - '0') <= 9)
        {
            at++;
        }

        return at;
    }

    private int BehindSomeDigits(int at)
    {
        int behind = BehindDigits(at);
        return behind > at ? behind : throw Fault("The number is not valid.");
    }

    // Skips blanks and returns the byte behind them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte Peek()
    {
        byte[] bytes = data;
        int at = position;
        if ((uint)at < (uint)bytes.Length && at < end && bytes[at] > (byte)' ')
        {
            return bytes[at];
        }

        return PeekBehindBlanks();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private byte PeekBehindBlanks()
    {
        SkipBlanks();
        return position < end ? data[position] : throw Fault("The JSON ends too early.");
    }

    private void SkipBlanks() => position = BehindBlanks(position);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int BehindBlanks(int at)
    {
        byte[] bytes = data;
        while (at < end && bytes[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        return at;
    }
}
