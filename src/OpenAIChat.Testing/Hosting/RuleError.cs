namespace OpenAIChat.Testing;

/// <summary>Tells a violation of the rules across members as the provider does.</summary>
internal static class RuleError
{
    /// <summary>Gets the provider's sentence where it has one of its own, and what is wrong in this request.</summary>
    public static string Message(Violation violation) =>
        (Sentence(violation) is { } sentence ? sentence + " " : "") + $"Invalid '{violation.Path}': it {violation.Message}";

    /// <summary>Gets the provider's code.</summary>
    public static string Code(Violation violation) => violation.Rule switch
    {
        ValidationRule.Required => "missing_required_parameter",
        ValidationRule.ToolCount => "array_above_max_length",
        ValidationRule.TokenLimit when violation.Message.StartsWith("is ", StringComparison.Ordinal) => "integer_below_min_value",
        _ => "invalid_value",
    };

    private static string? Sentence(Violation violation) => violation.Rule switch
    {
        ValidationRule.ToolCallResults =>
            "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'.",
        ValidationRule.ToolMessages => "Messages with role 'tool' must be a response to a preceding message with 'tool_calls'.",
        ValidationRule.ToolChoice when violation.Path == "tool_choice" => "'tool_choice' is only allowed when 'tools' are specified.",
        ValidationRule.ParallelToolCalls => "'parallel_tool_calls' is only allowed when 'tools' are specified.",
        ValidationRule.FunctionCall when violation
            .Path == "function_call" => "'function_call' is only allowed when 'functions' are specified.",
        ValidationRule
            .JsonObject => "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
        ValidationRule.StreamOptions => "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
        _ => null,
    };
}
