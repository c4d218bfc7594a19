namespace OpenAIChat;

/// <summary>Says how servers that do not accept <c>json_schema</c> are asked for structured output.</summary>
public enum StructuredOutputFallback
{
    /// <summary>Always send the schema as <c>json_schema</c>; a server's refusal is an exception.</summary>
    None,

    /// <summary>When the server refuses <c>json_schema</c>, ask again for <c>json_object</c>, with the schema in a message.</summary>
    WhenRefused,

    /// <summary>Ask for <c>json_object</c> at once, with the schema in a message.</summary>
    Always,
}
