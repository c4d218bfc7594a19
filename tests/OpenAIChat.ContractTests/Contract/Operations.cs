using System.Text.RegularExpressions;

namespace OpenAIChat.ContractTests.Contract;

/// <summary>The routes of the contract's operations.</summary>
internal static class Operations
{
    private static readonly Dictionary<string, (string Method, string Path)> Routes = new()
    {
        ["createChatCompletion"] = ("POST", "/chat/completions"),
        ["listChatCompletions"] = ("GET", "/chat/completions"),
        ["getChatCompletion"] = ("GET", "/chat/completions/{completion_id}"),
        ["updateChatCompletion"] = ("POST", "/chat/completions/{completion_id}"),
        ["deleteChatCompletion"] = ("DELETE", "/chat/completions/{completion_id}"),
        ["getChatCompletionMessages"] = ("GET", "/chat/completions/{completion_id}/messages"),
    };

    public static IEnumerable<string> All => Routes.Keys;

    public static (string Method, string Path) Route(string operation) => Routes[operation];

    /// <summary>Gets the operation that a request is for.</summary>
    public static string Of(string method, string path) => Routes.Single(route =>
        route.Value.Method == method
        && Regex.IsMatch(path, $"{route.Value.Path.Replace("{completion_id}", "[^/]+", StringComparison.Ordinal)}$")).Key;
}
