namespace OpenAIChat.Extensions.DependencyInjection;

/// <summary>What is logged beside the events of a call.</summary>
public sealed class ChatApiLoggingOptions
{
    /// <summary>Gets or sets whether the bodies of requests and answers are logged, at the level Trace.</summary>
    /// <value>The default is <see langword="false"/>: no content is logged at any level.</value>
    /// <remarks>Bodies hold what users say. The API key is taken out of them.</remarks>
    public bool LogBodies { get; set; }

    /// <summary>Gets or sets how many characters of a body are logged.</summary>
    /// <value>The default is 4,096.</value>
    public int MaxBodyLength { get; set; } = 4096;
}
