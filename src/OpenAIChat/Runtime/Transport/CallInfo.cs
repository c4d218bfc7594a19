using OpenAIChat.Runtime;

namespace OpenAIChat;

/// <summary>One call, as a <see cref="CallObserver"/> sees it.</summary>
public sealed class CallInfo
{
    private readonly TimeProvider time;
    private readonly long started;

    internal CallInfo(ApiCall call, JsonModel? content, TimeProvider time)
    {
        this.time = time;
        started = time.GetTimestamp();
        Operation = call.Operation;
        Method = call.Method;
        Path = call.FilledPath;
        Content = content;
    }

    /// <summary>Gets the id of the operation in the contract, such as <c>listPets</c>.</summary>
    public string Operation { get; }

    /// <summary>Gets the HTTP method.</summary>
    public HttpMethod Method { get; }

    /// <summary>Gets the path below the base address, without a query.</summary>
    public string Path { get; }

    /// <summary>Gets the model that is sent; null when there is none.</summary>
    /// <remarks>It must not be changed.</remarks>
    public JsonModel? Content { get; }

    /// <summary>Gets the time since the call began.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(started);
}
