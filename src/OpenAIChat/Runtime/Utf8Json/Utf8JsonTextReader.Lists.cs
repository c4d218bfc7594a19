using Newtonsoft.Json;
using OpenAIChat.Runtime;

namespace OpenAIChat;

/// <summary>Lists of exactly the size they need: what they are to hold is gathered first.</summary>
public sealed partial class Utf8JsonTextReader
{
    private const int MostKept = 4096;

    // The items of all lists that are being read, the innermost last.
    private object?[] gathered = new object?[16];
    private int gatheredCount;

    internal List<T> ReadList<T>(JsonRead<T> item)
    {
        StartArray();
        if (typeof(T).IsValueType)
        {
            return ReadValueList(item);
        }

        if (!NextItem(first: true))
        {
            return [];
        }

        // Most lists have but one item.
        T? only = token == JsonToken.Null ? default : item(new JsonInput(this));
        if (!NextItem(first: false))
        {
            return only is null ? [] : [only];
        }

        int bottom = gatheredCount;
        if (only is not null)
        {
            Gather(only);
        }

        do
        {
            if (token != JsonToken.Null)
            {
                Gather(item(new JsonInput(this)));
            }
        }
        while (NextItem(first: false));
        return TakeFrom<T>(bottom);
    }

    internal List<string> ReadStrings()
    {
        StartArray();
        int bottom = gatheredCount;
        for (bool first = true; NextItem(first); first = false)
        {
            if (token != JsonToken.Null)
            {
                Gather(ReadString());
            }
        }

        return TakeFrom<string>(bottom);
    }

    /// <summary>Reads a list of mostly small integers, such as the bytes of a piece of text.</summary>
    internal List<int> ReadInt32s()
    {
        StartArray();
        Span<int> few = stackalloc int[32];
        int count = PlainInt32s(few);
        var list = new List<int>(count);
        foreach (int number in few.Slice(0, count))
        {
            list.Add(number);
        }

        if (token != JsonToken.EndArray)
        {
            for (bool first = token == JsonToken.StartArray; NextItem(first); first = false)
            {
                if (token != JsonToken.Null)
                {
                    list.Add(ReadInt32());
                }
            }
        }

        return list;
    }

    // Reads digits and commas as far as they go, and to the end of the list if nothing else comes; returns how many numbers there were.
    private int PlainInt32s(Span<int> numbers)
    {
        byte[] bytes = data;
        int count = 0;
        int at = position;
        while (count < numbers.Length)
        {
            at = BehindBlanks(at);
            int from = at;
            int number = 0;
            for (uint digit; at < end && (digit = (uint)(bytes[at] - '0')) <= 9; at++)
            {
                number = unchecked((number * 10) + (int)digit);
            }

            int length = at - from;
            at = BehindBlanks(at);
            // Anything out of the ordinary is left to the general way, which starts over behind the last number taken.
            if (length is 0 or > 9 || (length > 1 && bytes[from] == (byte)'0') || at >= end || bytes[at] is not ((byte)',' or (byte)']'))
            {
                break;
            }

            numbers[count++] = number;
            token = JsonToken.Integer;
            position = at;
            if (bytes[at++] == (byte)']')
            {
                Close(JsonToken.EndArray);
                break;
            }
        }

        return count;
    }

    private List<T> ReadValueList<T>(JsonRead<T> item)
    {
        var list = new List<T>();
        for (bool first = true; NextItem(first); first = false)
        {
            if (token != JsonToken.Null)
            {
                list.Add(item(new JsonInput(this)));
            }
        }

        return list;
    }

    // Something is left only when reading failed; and one huge list is no reason to keep a huge array.
    private void DropGathered()
    {
        if (gathered.Length > MostKept)
        {
            gathered = new object?[16];
        }
        else if (gatheredCount > 0)
        {
            Array.Clear(gathered, 0, gatheredCount);
        }

        gatheredCount = 0;
    }

    private void Gather(object? item)
    {
        if (gatheredCount == gathered.Length)
        {
            Array.Resize(ref gathered, gatheredCount * 2);
        }

        gathered[gatheredCount++] = item;
    }

    private List<T> TakeFrom<T>(int bottom)
    {
        int count = gatheredCount - bottom;
        var list = new List<T>(count);
        for (int i = bottom; i < gatheredCount; i++)
        {
            list.Add((T)gathered[i]!);
        }

        Array.Clear(gathered, bottom, count);
        gatheredCount = bottom;
        return list;
    }
}
