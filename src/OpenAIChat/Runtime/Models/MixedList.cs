namespace OpenAIChat.Runtime;

/// <summary>A list among whose items others were read that are not of its type; they are written back where they stood.</summary>
internal sealed class MixedList<T>(Mismatches mismatches, int capacity) : List<T>(capacity), IMixedItems
{
    public Mismatches Mismatches => mismatches;
}
