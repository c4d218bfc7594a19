using System.Runtime.CompilerServices;
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

    /// <summary>
    /// Moves to the value of the next entry of the object entered and returns its name, or null at the end of the object.
    /// </summary>
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
}
