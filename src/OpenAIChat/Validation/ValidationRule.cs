using OpenAIChat.Runtime;

namespace OpenAIChat;

/// <summary>Names of the rules that requests are validated by; a <see cref="Violation"/> tells which one it breaks.</summary>
/// <remarks>
/// A server that is compatible with the API may take what the API refuses: put the rules it relaxes into
/// <see cref="ChatApiOptions.DisabledRules"/>.
/// </remarks>
public static class ValidationRule
{
    /// <summary>What the contract requires is set, and no list holds a null.</summary>
    public const string Required = ContractRule.Required;

    /// <summary>A member holds a value of the kind that the contract tells: text, a number, …</summary>
    public const string Type = ContractRule.Type;

    /// <summary>Numbers are within the contract's limits.</summary>
    public const string Range = ContractRule.Range;

    /// <summary>Texts are as long as the contract allows.</summary>
    public const string Length = ContractRule.Length;

    /// <summary>Lists have as many items as the contract allows.</summary>
    public const string Count = ContractRule.Count;

    /// <summary>Texts match the contract's patterns.</summary>
    public const string Pattern = ContractRule.Pattern;

    /// <summary>Models are not nested without end.</summary>
    public const string Depth = ContractRule.Depth;

    /// <summary><c>top_logprobs</c> comes with <c>logprobs: true</c>.</summary>
    public const string TopLogprobs = "top-logprobs";

    /// <summary><c>audio</c> and the modality <c>audio</c> come together.</summary>
    public const string AudioOutput = "audio-output";

    /// <summary><c>stream_options</c> is sent only when streaming.</summary>
    public const string StreamOptions = "stream-options";

    /// <summary><c>stream: true</c> is sent only by the streaming method, since the other one reads a whole answer.</summary>
    public const string StreamingMethod = "streaming-method";

    /// <summary><c>tool_choice</c> comes with <c>tools</c>, and names tools that are there.</summary>
    public const string ToolChoice = "tool-choice";

    /// <summary><c>parallel_tool_calls</c> comes with <c>tools</c>.</summary>
    public const string ParallelToolCalls = "parallel-tool-calls";

    /// <summary>Names of tools and functions consist of 1 to 64 letters, digits, underscores and hyphens.</summary>
    public const string ToolNames = "tool-names";

    /// <summary>No two tools, and no two functions, have the same name.</summary>
    public const string UniqueToolNames = "unique-tool-names";

    /// <summary>A tool message answers a call that an earlier assistant message made.</summary>
    public const string ToolMessages = "tool-messages";

    /// <summary>Every tool call of an assistant message is answered by a tool message directly after it.</summary>
    public const string ToolCallResults = "tool-call-results";

    /// <summary>There are at most 128 tools.</summary>
    public const string ToolCount = "tool-count";

    /// <summary>An assistant message has a content, a refusal, tool calls, a function call or audio.</summary>
    public const string AssistantContent = "assistant-content";

    /// <summary>The response format <c>json_object</c> comes with the word "json" in a message.</summary>
    public const string JsonObject = "json-object";

    /// <summary>The URL of an image is an address that a server can fetch, or a data: URL.</summary>
    public const string ImageUrl = "image-url";

    /// <summary>The name of a JSON schema consists of 1 to 64 letters, digits, underscores and hyphens.</summary>
    public const string SchemaName = "schema-name";

    /// <summary>The older <c>functions</c> and <c>function_call</c> are not mixed with <c>tools</c> and <c>tool_choice</c>.</summary>
    public const string FunctionsOrTools = "functions-or-tools";

    /// <summary>The older <c>function_call</c> comes with <c>functions</c>, and names one that is there.</summary>
    public const string FunctionCall = "function-call";

    /// <summary>Metadata has at most 16 pairs, of at most 64 and 512 characters.</summary>
    public const string Metadata = "metadata";

    /// <summary>Images, files and audio in a message are well-formed data: URLs with a media type and Base64, or bare Base64 for
    /// audio.</summary>
    public const string EmbeddedData = "embedded-data";

    /// <summary><c>max_tokens</c> and <c>max_completion_tokens</c> are not both set, and allow one token at least.</summary>
    public const string TokenLimit = "token-limit";

    /// <summary><c>logit_bias</c> is between -100 and 100 for every token.</summary>
    public const string LogitBias = "logit-bias";

    /// <summary>A JSON schema with <c>strict: true</c> obeys the rules of strict schemas, in response formats and in tools.</summary>
    public const string StrictSchema = "strict-schema";

    /// <summary>A strict schema is nested at most 10 levels deep.</summary>
    public const string SchemaDepth = "schema-depth";

    /// <summary>A strict schema has at most 5,000 properties.</summary>
    public const string SchemaProperties = "schema-properties";

    /// <summary>A strict schema has at most 1,000 enum values, and an enum of more than 250 at most 15,000 characters.</summary>
    public const string SchemaEnumValues = "schema-enum-values";

    /// <summary>The names and values of a strict schema have at most 120,000 characters.</summary>
    public const string SchemaText = "schema-text";

    /// <summary>Gets the names of all rules.</summary>
    public static IReadOnlyCollection<string> All { get; } =
    [
        Required, Type, Range, Length, Count, Pattern, Depth,
        TopLogprobs, AudioOutput, StreamOptions, StreamingMethod, ToolChoice, ParallelToolCalls, ToolNames, UniqueToolNames, ToolMessages,
        ToolCallResults, ToolCount, AssistantContent, JsonObject, ImageUrl,
        SchemaName, FunctionsOrTools, FunctionCall, Metadata, EmbeddedData, TokenLimit, LogitBias,
        StrictSchema, SchemaDepth, SchemaProperties, SchemaEnumValues, SchemaText,
    ];
}
