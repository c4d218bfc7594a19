namespace OpenAIChat;

public sealed partial class CreateChatCompletionResponse : ITelemetrySource
{
    void ITelemetrySource.Describe(TelemetryTags tags)
    {
        tags.ResponseId = id;
        tags.ResponseModel = modelField;
        for (int i = 0; i < choices?.Count; i++)
        {
            tags.SetFinishReason(choices[i].Index, choices[i].FinishReason.Value);
        }

        tags.DescribeService(Usage, ServiceTier, SystemFingerprint);
    }
}
