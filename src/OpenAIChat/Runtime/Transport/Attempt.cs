namespace OpenAIChat.Runtime;

/// <summary>What one attempt came to: an answer of any status, or a fault.</summary>
internal readonly struct Attempt(HttpResponseMessage? answer, Exception? fault)
{
    public HttpResponseMessage? Answer => answer;

    public Exception? Fault => fault;
}
