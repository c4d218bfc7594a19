namespace OpenAIChat;

/// <summary>What is known of the provider's errors.</summary>
internal static class ChatApiErrors
{
    private static readonly string[] PermanentCodes =
        ["insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "access_terminated"];

    /// <summary>Determines whether waiting is useless: the quota is used up, or the account is closed.</summary>
    public static bool IsPermanent(ApiError error) =>
        Array.IndexOf(PermanentCodes, error.Code) >= 0 || Array.IndexOf(PermanentCodes, error.Type) >= 0;

    /// <summary>Suggests what to do about an error status; null leaves it to the status.</summary>
    public static string? SuggestRemedy(int status, ApiError error) => status switch
    {
        401 => "Check the API key (ChatApiOptions.ApiKey or OPENAI_API_KEY), and that it belongs to this server.",
        404 => "Check the name of the model, the id and BaseUrl.",
        429 when IsPermanent(error) => "The quota is used up: check plan and billing; waiting does not help.",
        _ => null,
    };
}
