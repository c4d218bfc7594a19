using OpenAIChat.Runtime;

namespace OpenAIChat;

public sealed partial class CreateChatCompletionRequest : ITelemetrySource
{
    void ITelemetrySource.Describe(TelemetryTags tags)
    {
        tags.OperationName = "chat";
        tags.RequestModel = modelField?.Value;
    }
}
