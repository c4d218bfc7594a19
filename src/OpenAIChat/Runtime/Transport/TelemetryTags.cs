namespace OpenAIChat.Runtime;

/// <summary>What requests and answers tell telemetry; never anything of a prompt or a reply.</summary>
internal sealed class TelemetryTags
{
    /// <summary>Gets or sets the operation's name in the GenAI conventions, such as <c>chat</c>.</summary>
    public string? OperationName { get; set; }

    public string? RequestModel { get; set; }

    public string? ResponseId { get; set; }

    public string? ResponseModel { get; set; }

    public List<string>? FinishReasons { get; private set; }

    public long? InputTokens { get; set; }

    public long? OutputTokens { get; set; }

    public void AddFinishReason(string reason) => (FinishReasons ??= []).Add(reason);
}
