namespace OpenAIChat.Tests.Validation;

/// <summary>A request that is valid as it stands, for tests that spoil one thing.</summary>
internal static class ValidRequest
{
    public static CreateChatCompletionRequest Create() => new()
    {
        Model = "gpt-5.4",
        Messages = [new ChatCompletionRequestUserMessage { Content = "Hello!" }],
    };

    public static CreateChatCompletionRequest WithTools(params ChatCompletionRequestTool[] tools)
    {
        CreateChatCompletionRequest request = Create();
        request.Tools = tools;
        return request;
    }

    public static CreateChatCompletionRequest WithMessages(params ChatCompletionRequestMessage[] messages)
    {
        CreateChatCompletionRequest request = Create();
        request.Messages = messages;
        return request;
    }

    public static CreateChatCompletionRequest WithPart(ChatCompletionRequestMessageContentPart part) =>
        WithMessages(new ChatCompletionRequestUserMessage { Content = new[] { part } });

    public static ChatCompletionTool Function(string name) => new() { Function = new FunctionObject { Name = name } };

    public static ChatCompletionCustomTool Custom(string name) => new() { Custom = new CustomTool { Name = name } };
}
