namespace OpenAIChat.Runtime;

/// <summary>The record of one call.</summary>
internal interface ICallTelemetry
{
    /// <summary>Records a whole answer.</summary>
    void Receive(object answer);

    /// <summary>Records one chunk of a streamed answer.</summary>
    void ReceiveChunk(object chunk);

    /// <summary>Ends the record.</summary>
    /// <param name="http">How the answer came; null when a stream was left before its end, or none came.</param>
    /// <param name="error">What the call failed with; null when it succeeded.</param>
    void Stop(HttpInfo? http, Exception? error);
}
