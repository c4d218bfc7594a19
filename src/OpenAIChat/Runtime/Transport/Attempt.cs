namespace OpenAIChat.Runtime;

/// <summary>What one attempt came to: an answer of any status, or a fault.</summary>
/// <remarks>A class, as are all that tasks return here: what is generic over a structure is compiled in every process anew.</remarks>
internal sealed class Attempt(HttpResponseMessage? answer, Exception? fault)
{
    public HttpResponseMessage? Answer => answer;

    public Exception? Fault => fault;
}
