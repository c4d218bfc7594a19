namespace OpenAIChat.Testing;

/// <summary>Ends the handling of a request that the provider would refuse.</summary>
internal sealed class RequestRefusedException(int status, string message, string? param = null, string? code = null) : Exception(message)
{
    public ChatReply Reply { get; } = ChatReply.Error(status, message, code: code, param: param);
}
