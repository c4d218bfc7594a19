namespace OpenAIChat.Testing;

/// <summary>What a method and a path mean: one of the six operations, or why they are none.</summary>
internal sealed record Route(RouteKind Kind, string? Operation = null, string? CompletionId = null, string? AllowedMethods = null)
{
    private const string Root = "/v1/chat/completions";

    public static Route Of(string method, string path)
    {
        if (!path.StartsWith(Root, StringComparison.Ordinal))
        {
            return new Route(RouteKind.Unknown);
        }

        string[] rest = path[Root.Length..].Split('/');
        return rest switch
        {
            [""] => Choose(
                method,
                null,
                (RouteKind.Create, "POST", "createChatCompletion"),
                (RouteKind.List, "GET", "listChatCompletions")),
            ["", { Length: > 0 } id] => Choose(
                method,
                id,
                (RouteKind.Get, "GET", "getChatCompletion"),
                (RouteKind.Update, "POST", "updateChatCompletion"),
                (RouteKind.Delete, "DELETE", "deleteChatCompletion")),
            ["", { Length: > 0 } id, "messages"] => Choose(method, id, (RouteKind.Messages, "GET", "getChatCompletionMessages")),
            _ => new Route(RouteKind.Unknown),
        };
    }

    private static Route Choose(string method, string? id, params ReadOnlySpan<(RouteKind Kind, string Method, string Operation)> options)
    {
        string allowed = "";
        foreach ((RouteKind kind, string optionMethod, string operation) in options)
        {
            if (method == optionMethod)
            {
                return new Route(kind, operation, id);
            }

            allowed = allowed.Length == 0 ? optionMethod : $"{allowed}, {optionMethod}";
        }

        return new Route(RouteKind.WrongMethod, AllowedMethods: allowed);
    }
}

/// <summary>The operations, and the two ways to miss them.</summary>
internal enum RouteKind
{
    Unknown,
    WrongMethod,
    Create,
    List,
    Get,
    Update,
    Delete,
    Messages,
}
