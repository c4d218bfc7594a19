namespace OpenAIChat;

public abstract partial class ResponseFormat
{
    /// <summary>Gets the format of plain text: a new object each time.</summary>
    public static ResponseFormatText Text => new();

    /// <summary>Gets the format of any JSON object: a new object each time.</summary>
    /// <remarks>A message has to ask for JSON, too. Prefer <c>ResponseFormat.JsonSchema(…)</c> where the model supports it.</remarks>
    public static ResponseFormatJsonObject JsonObject => new();
}
