using System.Runtime.CompilerServices;
using Newtonsoft.Json;
using OpenAIChat.Runtime;

namespace OpenAIChat;

/// <summary>Passes what a document has in common with the one before it, without parsing it again.</summary>
public sealed partial class Utf8JsonTextReader
{
    private RepeatedStart? repeated;

    // Goes to the next member's value as in the last document, if all is the same up to there.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Repeat(int start, MemberTable members, ref int member)
    {
        int found = repeated is null ? -1 : repeated.Find(start, members);
        if (found < 0)
        {
            return false;
        }

        ref RepeatedStart.Step step = ref repeated![found];
        member = step.Member;
        Repeat(ref step);
        return true;
    }

    private void Repeat(ref RepeatedStart.Step step)
    {
        position = step.End;
        token = step.Token;
        tokenStart = step.TokenStart;
        if (token is JsonToken.StartObject or JsonToken.StartArray)
        {
            Open(token);
            return;
        }

        valueStart = step.ValueStart;
        valueEnd = step.ValueEnd;
        escaped = step.Escaped;
        smallInteger = step.SmallInteger;
        value = step.Text;
        if (value is null && token == JsonToken.String)
        {
            value = step.Text = Text();
        }
    }

    private RepeatedStart.Step NewStep(int start, MemberTable members, int member) => new()
    {
        Members = members,
        Start = start,
        End = token is JsonToken.StartObject or JsonToken.StartArray ? tokenStart : position,
        Member = member,
        Token = token,
        TokenStart = tokenStart,
        ValueStart = valueStart,
        ValueEnd = valueEnd,
        Escaped = escaped,
        SmallInteger = smallInteger,
    };
}
