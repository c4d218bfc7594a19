using OpenAIChat.Runtime;

namespace OpenAIChat;

public sealed partial class CreateChatCompletionStreamResponse : ITelemetrySource
{
    internal override void Report(StreamProgress progress)
    {
        for (int i = 0; i < choices?.Count; i++)
        {
            progress.Add(choices[i].Index, choices[i].FinishReason is { Value.Length: > 0 });
        }
    }

    void ITelemetrySource.Describe(TelemetryTags tags)
    {
        tags.ResponseId = id ?? tags.ResponseId;
        tags.ResponseModel = modelField ?? tags.ResponseModel;
        for (int i = 0; i < choices?.Count; i++)
        {
            tags.SetFinishReason(choices[i].Index, choices[i].FinishReason?.Value);
        }

        tags.DescribeService(Usage, ServiceTier, SystemFingerprint);
    }
}
