using System.Diagnostics;

namespace OpenAIChat.Extensions.AI;

/// <summary>Adds what only this provider tells to the span that Microsoft.Extensions.AI has opened for the chat.</summary>
internal static class ActivityTags
{
    private const string ChatOperation = "chat";

    public static void Set(string? serviceTier, string? systemFingerprint)
    {
        if (Activity.Current is not { IsAllDataRequested: true } activity || !IsChat(activity.DisplayName))
        {
            return;
        }

        activity.SetTag("openai.api.type", "chat_completions");
        if (serviceTier is { Length: > 0 })
        {
            activity.SetTag("openai.response.service_tier", serviceTier);
        }

        if (systemFingerprint is { Length: > 0 })
        {
            activity.SetTag("openai.response.system_fingerprint", systemFingerprint);
        }
    }

    private static bool IsChat(string name) =>
        name.StartsWith(ChatOperation, StringComparison.Ordinal)
            && (name.Length == ChatOperation.Length || name[ChatOperation.Length] == ' ');
}
