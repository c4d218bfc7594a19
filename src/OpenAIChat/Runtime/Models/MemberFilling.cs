namespace OpenAIChat.Runtime;

/// <summary>Decides, member by member, what a model takes from another one of its type.</summary>
/// <param name="target">The model that is to be filled.</param>
/// <param name="source">The model to take from.</param>
/// <param name="members">The members of both.</param>
internal sealed class MemberFilling(JsonModel target, JsonModel source, MemberTable members)
{
    private int next;

    /// <summary>Chooses the target's own value or, where it has none, the source's with its mark: an explicit null, or a whole-number literal.</summary>
    /// <param name="name">The member's name in the contract.</param>
    /// <param name="own">The target's value. An explicit null is a value too.</param>
    /// <param name="fallback">The source's value.</param>
    public T Choose<T>(string name, T own, T fallback)
    {
        int member = members.IndexOf(name, next);
        next = member + 1;
        if (own is not null || target.IsMarked(member) || target.Additional?.ContainsKey(name) == true)
        {
            return own;
        }

        if (source.IsMarked(member))
        {
            target.Mark(member);
        }

        return fallback;
    }
}
