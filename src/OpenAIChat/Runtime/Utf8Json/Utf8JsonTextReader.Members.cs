using Newtonsoft.Json;
using OpenAIChat.Runtime;

namespace OpenAIChat;

/// <summary>What <see cref="JsonInput"/> asks for.</summary>
public sealed partial class Utf8JsonTextReader
{
    /// <summary>Reads the one value of the document.</summary>
    internal T ReadWhole<T>(JsonRead<T> read)
    {
        if (!Next())
        {
            throw Fault("There is no JSON.");
        }

        T result = read(new JsonInput(this));
        // Refuses what may follow.
        Next();
        return result;
    }

    internal void StartObject()
    {
        if (token != JsonToken.StartObject)
        {
            throw TokenInput.Unexpected(this, "an object");
        }

        CheckDepth();
    }

    internal void StartArray()
    {
        if (token != JsonToken.StartArray)
        {
            throw TokenInput.Unexpected(this, "a list");
        }

        CheckDepth();
    }

    internal bool NextItem() => NextItem(first: token == JsonToken.StartArray);

    internal string? NextEntry()
    {
        if (!NextName(first: token == JsonToken.StartObject))
        {
            return null;
        }

        string name = Text();
        ReadValue();
        return name;
    }

    /// <inheritdoc cref="JsonInput.NextMember"/>
    internal bool NextMember(JsonModel model, MemberTable members, ref int member)
    {
        while (true)
        {
            int start = position;
            if (!Repeat(start, members, ref member))
            {
                if (!ToName(first: token == JsonToken.StartObject))
                {
                    return false;
                }

                int index = FindMember(members, member);
                token = JsonToken.PropertyName;
                if (index < 0)
                {
                    KeepUnknown(model);
                    continue;
                }

                member = index;
                ToValue();
                ReadValue();
                if (!Fits(members.Kind(index)))
                {
                    TokenInput.KeepMisfit(this, model, members[index], members.Kind(index));
                    continue;
                }

                repeated?.Add(NewStep(start, members, index));
            }

            if (Accept(model, members, member))
            {
                return true;
            }
        }
    }

    /// <summary>Finds the text of a member ahead of the rest of the object, then reads the object from its start.</summary>
    internal T ReadByDiscriminator<T>(string discriminator, Func<string?, JsonRead<T>> choose)
    {
        StartObject();
        int objectStart = tokenStart;
        int inside = position;
        string? kind = FindText(discriminator);

        position = inside;
        tokenStart = objectStart;
        token = JsonToken.StartObject;
        return new JsonInput(this).ReadVariant(kind, choose);
    }

    private string? FindText(string member)
    {
        int within = depth;
        string? found = null;
        for (bool first = true; found is null && NextName(first); first = false)
        {
            bool isIt = IsText(member);
            ReadValue();
            if (isIt && token == JsonToken.String)
            {
                found = Text();
            }
            else if (depth > within)
            {
                SkipContainer();
            }
        }

        // The end of the object was passed when nothing was found.
        depth = within;
        objects[depth - 1] = true;
        return found;
    }

    // Passes a name and returns which member it is; most often it is the one guessed.
    private int FindMember(MemberTable members, int previous)
    {
        int guess = members.Follower(previous);
        if ((uint)guess < (uint)members.Count)
        {
            byte[] expected = members.Quoted(guess);
            if (data.AsSpan(position, end - position).StartsWith(expected))
            {
                position += expected.Length;
                return guess;
            }
        }

        ReadText();
        int index = escaped ? members.IndexOf(Text()) : members.IndexOf(data.AsSpan(tokenStart, position - tokenStart));
        if (index >= 0)
        {
            members.Learn(previous, index);
        }

        return index;
    }

    private void KeepUnknown(JsonModel model)
    {
        string name = Text();
        ToValue();
        ReadValue();
        model.AdditionalProperties[name] = ReadToken();
    }

    private bool Fits(JsonKind kind) => token == JsonToken.Null || kind switch
    {
        JsonKind.String or JsonKind.Enum => token == JsonToken.String,
        JsonKind.Object or JsonKind.Map => token == JsonToken.StartObject,
        JsonKind.Array => token == JsonToken.StartArray,
        JsonKind.Int32 => IsInt64() && (valueEnd - valueStart <= 9 || IsInt32()),
        JsonKind.Int64 => IsInt64(),
        JsonKind.Number => token is JsonToken.Integer or JsonToken.Float && IsFinite(),
        JsonKind.Boolean => token == JsonToken.Boolean,
        _ => true,
    };

    // Keeps a null: true when a value is to be read into the model.
    private bool Accept(JsonModel model, MemberTable members, int index)
    {
        if (token == JsonToken.Null)
        {
            TokenInput.KeepNull(model, members[index], index);
            return false;
        }

        model.Accept(members, index, token);
        return true;
    }

    // A number of few characters without an exponent need not be parsed to know.
    private bool IsFinite() => (valueEnd - valueStart < 300 && Literal.IndexOfAny((byte)'e', (byte)'E') < 0) || !double.IsInfinity(ParseDouble());

    // Only asked of what is a long.
    private bool IsInt32()
    {
        long number = ReadInt64();
        return number == (int)number;
    }

    private bool IsInt64() => token switch
    {
        JsonToken.Integer => valueEnd - valueStart <= 18 || (valueEnd - valueStart <= 20 && MakeInteger() is long),
        JsonToken.Float => IsWhole(),
        _ => false,
    };

    // Beyond 2^53 a double no longer tells which integer was meant.
    private bool IsWhole()
    {
        double number = ParseDouble();
        return Math.Abs(number) <= 9007199254740992.0 && Math.Floor(number) == number;
    }

    private bool IsText(string text)
    {
        if (escaped || valueEnd - valueStart != text.Length)
        {
            return escaped && Text() == text;
        }

        for (int i = 0; i < text.Length; i++)
        {
            if (data[valueStart + i] != text[i])
            {
                return false;
            }
        }

        return true;
    }
}
