namespace OpenAIChat;

/// <summary>What a service takes from the environment, and how it wants its key, where the options do not say.</summary>
/// <param name="KeyVariable">The environment variable of the key.</param>
/// <param name="KeyHeader">The header that the key is sent in as it is; null sends it as the bearer token.</param>
/// <param name="OrganizationVariable">The environment variable of the organization; null where there are none.</param>
/// <param name="ProjectVariable">The environment variable of the project; null where there are none.</param>
internal sealed record ChatApiDefaults(string KeyVariable, string? KeyHeader, string? OrganizationVariable, string? ProjectVariable)
{
    public static ChatApiDefaults OpenAI { get; } = new("OPENAI_API_KEY", null, "OPENAI_ORG_ID", "OPENAI_PROJECT_ID");

    public static ChatApiDefaults Azure { get; } = new("AZURE_OPENAI_API_KEY", "api-key", null, null);
}
