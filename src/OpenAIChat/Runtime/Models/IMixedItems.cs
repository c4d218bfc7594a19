namespace OpenAIChat.Runtime;

/// <summary>A list or map among whose items others were read that it cannot hold.</summary>
internal interface IMixedItems
{
    /// <summary>Gets what the list or map cannot hold.</summary>
    Mismatches Mismatches { get; }
}
