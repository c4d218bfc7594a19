using OpenAIChat.Testing;

namespace OpenAIChat.Cli;

/// <summary>
/// Stands in for the API when there is no key: the real client, real HTTP, and an answer that says that no model gave it.
/// </summary>
internal static class OfflineServer
{
    public static async Task<ChatServer> StartAsync()
    {
        ChatServer server = await ChatServer.StartAsync().ConfigureAwait(false);
        return server.OnRequest(request => ChatReply.Text(AnswerTo(request.Prompt)));
    }

    public static string AnswerTo(string prompt) =>
        $"""
        [offline] I am the test server of OpenAIChat, so no model has read "{Shorten(prompt)}".
        Your question did travel over real HTTP, and this reply was streamed back piece by piece.
        Set OPENAI_API_KEY and ask again to hear from a model.
        """.ReplaceLineEndings("\n");

    private static string Shorten(string prompt)
    {
        string line = prompt.ReplaceLineEndings(" ").Trim();
        return line.Length <= 80 ? line : line[..80] + "…";
    }
}
