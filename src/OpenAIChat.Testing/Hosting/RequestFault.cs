namespace OpenAIChat.Testing;

/// <summary>Ends the handling of a request that the client got wrong.</summary>
internal sealed class RequestFault(int status, string message, string? param = null, string? code = null) : Exception(message)
{
    public ChatReply Reply { get; } = ChatReply.Error(status, message, code: code, param: param);
}
