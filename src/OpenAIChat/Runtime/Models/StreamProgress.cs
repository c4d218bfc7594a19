namespace OpenAIChat.Runtime;

/// <summary>What the chunks of a stream have said so far about the replies in it: which have begun, and which have ended.</summary>
internal sealed class StreamProgress
{
    private const int Mask = 63;

    private ulong begun;
    private ulong ended;
    private Dictionary<int, bool>? others;

    /// <summary>Gets whether the stream may end here: a reply has begun, and all that have begun have ended.</summary>
    public bool IsComplete =>
        (begun != 0 || others is not null) && begun == ended && (others is null || others.Values.All(static isEnded => isEnded));

    /// <summary>Notes a part of a reply.</summary>
    /// <param name="index">Which of several replies it belongs to.</param>
    /// <param name="isLast">Whether it says why the reply ends.</param>
    public void Add(int index, bool isLast)
    {
        if ((index & ~Mask) != 0)
        {
            others ??= [];
            others[index] = isLast || (others.TryGetValue(index, out bool isEnded) && isEnded);
            return;
        }

        ulong bit = 1UL << index;
        begun |= bit;
        ended |= isLast ? bit : 0;
    }
}
