#if NET
using System.Numerics;
#endif
using System.Runtime.CompilerServices;
#if NET
using System.Runtime.Intrinsics;
#endif
using Newtonsoft.Json;

namespace OpenAIChat.Runtime;

/// <summary>Passes text, numbers and whitespace, and refuses what is not JSON.</summary>
internal sealed partial class Utf8TokenReader
{
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
            var block = Vector128.Create(bytes, at);
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
        if (at < end
            && bytes[at] is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (byte)'.' or (byte)'+' or (byte)'-')
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
