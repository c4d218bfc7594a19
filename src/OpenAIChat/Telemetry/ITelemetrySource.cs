namespace OpenAIChat;

/// <summary>A request, an answer or a chunk that has something to tell telemetry. Asked only while somebody listens.</summary>
internal interface ITelemetrySource
{
    void Describe(TelemetryTags tags);
}
