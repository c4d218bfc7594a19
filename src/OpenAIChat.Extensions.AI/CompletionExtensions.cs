namespace OpenAIChat.Extensions.AI;

/// <summary>Reads members of answers that the provider has deprecated and still sends.</summary>
internal static class CompletionExtensions
{
    public static string? GetSystemFingerprint(this CreateChatCompletionResponse completion) => completion.SystemFingerprint;

    public static string? GetSystemFingerprint(this CreateChatCompletionStreamResponse chunk) => chunk.SystemFingerprint;

    public static int? GetMaxTokens(this CreateChatCompletionRequest request) => request.MaxTokens;

    public static long? GetSeed(this CreateChatCompletionRequest request) => request.Seed;

    public static void SetSeed(this CreateChatCompletionRequest request, long seed) => request.Seed = seed;
}
