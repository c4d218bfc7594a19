// What the rules of validation look at: members as they are set, null when they are not. The public getters put something in place of what
// is missing, some by changing the model, which looking at it must not do.
using Newtonsoft.Json.Linq;

namespace OpenAIChat;

/// <content>The tool's name as it is set.</content>
public abstract partial class ChatCompletionRequestTool
{
    internal virtual string? GivenName => null;
}

/// <content>The tool's name as it is set.</content>
public sealed partial class ChatCompletionTool
{
    internal override string? GivenName => function?.GivenName;

    internal FunctionObject? GivenFunction => function;
}

/// <content>The name as it is set.</content>
public sealed partial class FunctionObject
{
    internal string? GivenName => name;
}

/// <content>The tool's name as it is set.</content>
public sealed partial class ChatCompletionCustomTool
{
    internal override string? GivenName => custom?.GivenName;
}

/// <content>The name as it is set.</content>
public sealed partial class CustomTool
{
    internal string? GivenName => name;
}

/// <content>The function's name as it is set.</content>
public sealed partial class ChatCompletionNamedToolChoice
{
    internal string? GivenName => function?.GivenName;
}

/// <content>The name as it is set.</content>
public sealed partial class NamedFunction
{
    internal string? GivenName => name;
}

/// <content>The tool's name as it is set.</content>
public sealed partial class ChatCompletionNamedToolChoiceCustom
{
    internal string? GivenName => custom?.GivenName;
}

/// <content>The name as it is set.</content>
public sealed partial class NamedCustomTool
{
    internal string? GivenName => name;
}

/// <content>The tools as they are set.</content>
public sealed partial class ChatCompletionAllowedToolsChoice
{
    internal IList<JsonObject>? GivenTools => allowedTools?.GivenTools;
}

/// <content>The tools as they are set.</content>
public sealed partial class ChatCompletionAllowedTools
{
    internal IList<JsonObject>? GivenTools => tools;
}

/// <content>The name as it is set.</content>
public sealed partial class ChatCompletionFunctions
{
    internal string? GivenName => name;
}

/// <content>The name as it is set.</content>
public sealed partial class ChatCompletionFunctionCallOption
{
    internal string? GivenName => name;
}

/// <content>The schema's name as it is set.</content>
public sealed partial class ResponseFormatJsonSchema
{
    internal string? GivenName => jsonSchema?.GivenName;

    internal JsonSchemaFormat? GivenFormat => jsonSchema;
}

/// <content>The name as it is set.</content>
public sealed partial class JsonSchemaFormat
{
    internal string? GivenName => name;
}

/// <content>The image's address as it is set.</content>
public sealed partial class ChatCompletionRequestMessageContentPartImage
{
    internal string? GivenUrl => imageUrl?.GivenUrl;
}

/// <content>The address as it is set.</content>
public sealed partial class ImageUrlContent
{
    internal string? GivenUrl => url;
}

/// <content>The audio as it is set.</content>
public sealed partial class ChatCompletionRequestMessageContentPartAudio
{
    internal string? GivenData => inputAudio?.GivenData;
}

/// <content>The audio as it is set.</content>
public sealed partial class InputAudioContent
{
    internal string? GivenData => data;
}

/// <content>The file's content as it is set.</content>
public sealed partial class ChatCompletionRequestMessageContentPartFile
{
    internal string? GivenData => file?.FileData;
}

/// <content>Whether the message says anything.</content>
public sealed partial class ChatCompletionRequestAssistantMessage
{
    /// <summary>Gets whether the message holds nothing that it could say; what is added under an unknown name counts as said.</summary>
    internal bool IsEmpty =>
        Content is null && Refusal is null && Audio is null && functionCall is null && ToolCalls is not { Count: > 0 }
        && Additional?.Values.All(static value => value is null or { Type: JTokenType.Null }) != false;
}

/// <content>The messages and the older members as they are set.</content>
public sealed partial class CreateChatCompletionRequest
{
    internal IList<ChatCompletionRequestMessage> GivenMessages => messages ?? [];

    internal string? GivenModel => modelField?.Value;

    internal IList<ChatCompletionFunctions>? GivenFunctions => functions;

    internal CreateChatCompletionRequestFunctionCall? GivenFunctionCall => functionCall;

    internal int? GivenMaxTokens => maxTokens;
}
