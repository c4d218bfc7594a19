namespace OpenAIChat.Runtime;

/// <summary>What a required map hands out when it was never set: written only once something is in it.</summary>
internal sealed class UnsetMap<T> : Dictionary<string, T>;
