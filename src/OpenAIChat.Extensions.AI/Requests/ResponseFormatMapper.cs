using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace OpenAIChat.Extensions.AI.Requests;

/// <summary>Maps the format of the answer, unless the raw request has chosen one.</summary>
internal static class ResponseFormatMapper
{
    private const string DefaultName = "json_schema";

    private static readonly ConditionalWeakTable<ChatResponseFormatJson, JsonObject> Plain = new();
    private static readonly ConditionalWeakTable<ChatResponseFormatJson, JsonObject> Strict = new();

    public static void Apply(ChatOptions options, CreateChatCompletionRequest request)
    {
        request.ResponseFormat ??= options.ResponseFormat switch
        {
            null => null,
            ChatResponseFormatText => new ResponseFormatText(),
            ChatResponseFormatJson { Schema: null } => new ResponseFormatJsonObject(),
            ChatResponseFormatJson json => ToSchemaFormat(json, StrictMode.Of(options.AdditionalProperties)),
            { } other => throw new NotSupportedException(
                $"Chat completions have no response format {other.GetType().Name}. Use ChatResponseFormat.Text, Json or ForJsonSchema."),
        };
    }

    private static ResponseFormatJsonSchema ToSchemaFormat(ChatResponseFormatJson format, bool? strict) => new()
    {
        JsonSchema = new JsonSchemaFormat
        {
            Name = format.SchemaName is { Length: > 0 } name ? name : DefaultName,
            Description = format.SchemaDescription,
            Schema = strict is true
                ? Strict.GetValue(format, static format => JsonObject.Parse(StrictMode.Transform(format.Schema!.Value).GetRawText()))
                : Plain.GetValue(format, static format => JsonObject.Parse(format.Schema!.Value.GetRawText())),
            Strict = strict,
        },
    };
}
