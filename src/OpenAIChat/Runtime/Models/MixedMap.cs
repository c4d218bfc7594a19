namespace OpenAIChat.Runtime;

/// <summary>A map among whose entries others were read that are not of its type; they are written back where they stood.</summary>
internal sealed class MixedMap<T>(Mismatches mismatches, IDictionary<string, T> entries) : Dictionary<string, T>(entries), IMixedItems
{
    public Mismatches Mismatches => mismatches;
}
