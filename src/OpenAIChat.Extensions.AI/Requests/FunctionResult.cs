using Microsoft.Extensions.AI;

namespace OpenAIChat.Extensions.AI.Requests;

/// <summary>Writes what a function returned as the text of a tool message.</summary>
internal static class FunctionResult
{
    /// <summary>Returns text as it is, null as an empty text, text contents joined, and everything else as JSON.</summary>
    public static string ToText(object? result) => result switch
    {
        null => "",
        string text => text,
        TextContent content => content.Text,
        IEnumerable<AIContent> contents when contents.All(static content => content is TextContent) =>
            string.Concat(contents.Select(static content => ((TextContent)content).Text)),
        _ => Json.Serialize(result),
    };
}
