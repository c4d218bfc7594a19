namespace OpenAIChat;

/// <summary>Why an answer holds no value of the type asked for.</summary>
public enum ChatCompletionParseFailure
{
    /// <summary>The model refused to answer.</summary>
    Refused,

    /// <summary>The answer was cut off by the token limit.</summary>
    Truncated,

    /// <summary>A content filter left out content of the answer.</summary>
    Filtered,

    /// <summary>The answer has no content: the model calls tools, or said nothing.</summary>
    NoContent,

    /// <summary>The content is not JSON.</summary>
    InvalidJson,

    /// <summary>The content is JSON that does not follow the schema.</summary>
    WrongShape,
}
