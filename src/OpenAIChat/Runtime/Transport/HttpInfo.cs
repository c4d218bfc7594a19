namespace OpenAIChat;

/// <summary>What an HTTP response said beside its body.</summary>
public sealed partial class HttpInfo
{
    /// <summary>Gets the value of objects that did not come from a server.</summary>
    public static HttpInfo None { get; } = new();
}
