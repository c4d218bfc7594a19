namespace OpenAIChat.Runtime;

/// <summary>Decides, member by member, what a model takes from another one of its type.</summary>
/// <param name="target">The model that is to be filled.</param>
/// <param name="source">The model to take from.</param>
/// <param name="members">The members of both.</param>
internal sealed class MemberFilling(JsonModel target, JsonModel source, MemberTable members)
{
    /// <summary>
    /// Chooses the target's own value or, where it has none, the source's with its mark: an explicit null, or a whole-number literal.
    /// </summary>
    /// <param name="member">The member.</param>
    /// <param name="own">The target's value. An explicit null is a value too.</param>
    /// <param name="fallback">The source's value.</param>
    public T Choose<T>(int member, T own, T fallback)
    {
        if (own is not null || target.IsMarked(member) || target.Additional?.ContainsKey(members[member]) == true)
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
