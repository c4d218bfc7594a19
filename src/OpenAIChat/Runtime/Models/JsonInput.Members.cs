using Newtonsoft.Json;

namespace OpenAIChat.Runtime;

/// <summary>Reads the members of models.</summary>
internal readonly partial struct JsonInput
{
    /// <summary>Enters an object; the result is the start value of the member variable that <see cref="NextMember"/> moves on.</summary>
    public int StartObject()
    {
        reader.StartObject();
        return -1;
    }

    /// <summary>Moves to the next known member with a value that fits it; false at the end of the object.</summary>
    /// <remarks>
    /// Keeps everything else by itself: what is unknown, and a value of another kind than the member's, goes to
    /// <see cref="JsonModel.AdditionalProperties"/>; an explicit null marks the member. Of a repeated name the last value wins.
    /// </remarks>
    public bool NextMember(JsonModel model, MemberTable members, ref int member)
    {
        Utf8TokenReader json = reader;
        ref ulong seen = ref json.ObjectFlags;
        while (true)
        {
            int from = json.Position;
            if (!json.TryRepeat(from, members, ref member))
            {
                if (!json.MoveToName())
                {
                    return false;
                }

                int index = FindMember(json, members, member);
                if (index < 0)
                {
                    KeepUnknown(json, model);
                    continue;
                }

                member = index;
                json.MoveToValue();
                if (json.TokenType != JsonToken.Null && !Fits(json, members.Kind(index)))
                {
                    See(json, ref seen, model, index);
                    KeepMismatch(json, model, members, index);
                    continue;
                }

                json.Remember(from, members, index);
            }

            See(json, ref seen, model, member);
            if (json.TokenType == JsonToken.Null)
            {
                model.Mark(member);
                continue;
            }

            if (json.TokenType == JsonToken.Integer && members.Kind(member) == JsonKind.Number)
            {
                model.Mark(member);
            }

            return true;
        }
    }

    // Passes a name and returns which member it is; most often it is the one guessed.
    private static int FindMember(Utf8TokenReader json, MemberTable members, int previous)
    {
        int guess = members.Follower(previous);
        if ((uint)guess < (uint)members.Count && json.TryReadName(members.Quoted(guess)))
        {
            return guess;
        }

        ReadOnlySpan<byte> quoted = json.ReadQuotedName();
        int index = json.IsEscaped ? members.IndexOf(json.ReadName()) : members.IndexOf(quoted);
        if (index >= 0)
        {
            members.Learn(previous, index);
        }

        return index;
    }

    private static bool Fits(Utf8TokenReader json, JsonKind kind)
    {
        JsonToken token = json.TokenType;
        return kind switch
        {
            JsonKind.String or JsonKind.Enum => token == JsonToken.String,
            JsonKind.Object or JsonKind.Map => token == JsonToken.StartObject,
            JsonKind.Array => token == JsonToken.StartArray,
            JsonKind.Int32 => json.IsInt32,
            JsonKind.Int64 => json.IsInt64,
            JsonKind.Number => json.IsDouble,
            JsonKind.Boolean => token == JsonToken.Boolean,
            _ => true,
        };
    }

    // A member that was there before has left a value in the model that must not stay beside, or in place of, the last one.
    private static void See(Utf8TokenReader json, ref ulong seen, JsonModel model, int member)
    {
        if (member < 64)
        {
            json.HasRepeatedNames |= (seen & (1UL << member)) != 0;
            seen |= 1UL << member;
        }
        else
        {
            json.HasRepeatedNames |= !model.See(member);
        }
    }

    private static void KeepUnknown(Utf8TokenReader json, JsonModel model)
    {
        string name = json.ReadName();
        json.MoveToValue();
        model.KeepAdditional(name, ReadCompact(json));
    }

    // Nothing of another kind that a server sends breaks the whole.
    private static void KeepMismatch(Utf8TokenReader json, JsonModel model, MemberTable members, int member)
    {
        if (!MayBeKept(json, members.Kind(member)) && !json.IsRepeatedLater(members.Quoted(member)))
        {
            throw Mismatch(json, members.Kind(member));
        }

        model.KeepMisfit(members[member], ReadCompact(json));
    }

    // As it is written, but for whitespace between tokens.
    private static byte[] ReadCompact(Utf8TokenReader json) =>
        json.TokenType is JsonToken.StartObject or JsonToken.StartArray ? JsonWhitespace.Remove(json.ReadRaw()) : json.ReadRaw().ToArray();

    // Only an object or a list must be one, unless what stands in its place is empty, as some servers write "none".
    private static bool MayBeKept(Utf8TokenReader json, JsonKind kind) =>
        kind is not (JsonKind.Object or JsonKind.Map or JsonKind.Array) || json.IsEmpty;

    private static JsonSerializationException Mismatch(Utf8TokenReader json, JsonKind kind) =>
        json.Unexpected(kind == JsonKind.Array ? "a list" : "an object");
}
