using Microsoft.Extensions.AI;

namespace OpenAIChat.Extensions.AI.Requests;

/// <summary>Names the message that a content stands in, for errors.</summary>
/// <param name="Index">The message's position.</param>
/// <param name="Role">The message's role.</param>
internal readonly record struct ContentPlace(int Index, string Role)
{
    public NotSupportedException NotSupported(AIContent content, string remedy) =>
        new($"messages[{Index}] ({Role}) holds a {Describe(content)}, which chat completions cannot express there. {remedy}");

    private static string Describe(AIContent content) => content switch
    {
        DataContent data => $"DataContent of type {data.MediaType}",
        UriContent uri => $"UriContent of type {uri.MediaType}",
        _ => content.GetType().Name,
    };
}
