namespace OpenAIChat.Runtime;

/// <summary>What a required list property hands out when it was never set: as long as it is empty, nothing is written.</summary>
internal sealed class UnsetList<T> : List<T>;
