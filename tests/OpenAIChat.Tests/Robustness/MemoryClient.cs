namespace OpenAIChat.Tests.Robustness;

/// <summary>Short ways to call a client whose answers come from memory.</summary>
internal static class MemoryClient
{
    public const string Key = "sk-test-secret-0123456789";

    public static CreateChatCompletionRequest Question { get; }
        = new() { Model = "gpt-5.4", Messages = [ChatCompletionRequestMessage.User("Hello!")] };

    public static ChatApi Connect(this HttpClient http) => new(http, new ChatApiOptions
    {
        BaseUrl = new Uri("http://localhost/v1"),
        ApiKey = Key,
        MaxRetries = 0,
        RequireStreamEnd = true,
    });

    /// <summary>Waits for what needs no waiting: every answer is there at once.</summary>
    public static T Now<T>(this Task<T> call) => call.WaitAsync(TimeSpan.FromSeconds(30)).GetAwaiter().GetResult();

    /// <summary>Reads a stream to its end.</summary>
    public static async Task<List<T>> ReadAllAsync<T>(this IAsyncEnumerable<T> stream)
    {
        var items = new List<T>();
        await foreach (T item in stream)
        {
            items.Add(item);
        }

        return items;
    }
}
