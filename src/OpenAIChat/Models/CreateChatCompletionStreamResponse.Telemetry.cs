using OpenAIChat.Runtime;

namespace OpenAIChat;

public sealed partial class CreateChatCompletionStreamResponse : ITelemetrySource
{
    internal override bool IsLast
    {
        get
        {
            for (int i = 0; i < choices?.Count; i++)
            {
                if (choices[i].FinishReason is { Value.Length: > 0 })
                {
                    return true;
                }
            }
            return false;
        }
    }

    void ITelemetrySource.Describe(TelemetryTags tags)
    {
        tags.ResponseId = id ?? tags.ResponseId;
        tags.ResponseModel = modelField ?? tags.ResponseModel;
        for (int i = 0; i < choices?.Count; i++)
        {
            tags.AddFinishReason(choices[i].FinishReason?.Value);
        }
        tags.DescribeService(Usage, ServiceTier, systemFingerprint);
    }
}
