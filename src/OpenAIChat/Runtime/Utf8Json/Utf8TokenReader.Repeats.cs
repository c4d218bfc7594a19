using System.Runtime.CompilerServices;
using Newtonsoft.Json;

namespace OpenAIChat.Runtime;

/// <summary>Passes what a document has in common with the one before it, without parsing it again.</summary>
internal sealed partial class Utf8TokenReader
{
    private RepeatedStart? repeated;

    /// <summary>Goes to the next member's value as in the last document, if all is the same up to there.</summary>
    /// <param name="from">Where the reader stands.</param>
    /// <param name="names">What the member's index belongs to.</param>
    /// <param name="member">The index that <see cref="Remember"/> was given.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRepeat(int from, object names, ref int member)
    {
        int found = repeated is null ? -1 : repeated.Find(from, names);
        if (found < 0)
        {
            return false;
        }

        ref RepeatedStart.Step step = ref repeated![found];
        member = step.Member;
        Repeat(ref step);
        return true;
    }

    /// <summary>Remembers the way to the current value for the next document.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Remember(int from, object names, int member)
    {
        if (repeated is not null)
        {
            AddStep(from, names, member);
        }
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
        knownText = step.Text;
        if (knownText is null && token == JsonToken.String)
        {
            knownText = step.Text = Text();
        }
    }

    private void AddStep(int from, object names, int member) => repeated!.Add(new RepeatedStart.Step
    {
        Names = names,
        Start = from,
        End = token is JsonToken.StartObject or JsonToken.StartArray ? tokenStart : position,
        Member = member,
        Token = token,
        TokenStart = tokenStart,
        ValueStart = valueStart,
        ValueEnd = valueEnd,
        Escaped = escaped,
        SmallInteger = smallInteger,
    });
}
