using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenAIChat;
using OpenAIChat.Extensions.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the health check of a registered <see cref="ChatApi"/>.</summary>
public static class ChatApiHealthChecksBuilderExtensions
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Adds a check that reaches the server without spending tokens: it asks for one stored completion.</summary>
    /// <param name="builder">The builder of the health checks.</param>
    /// <param name="key">The key of the client; null for the one without.</param>
    /// <param name="name">The name of the check; null for <c>openai-chat</c>, with the key after a colon.</param>
    /// <param name="failureStatus">
    /// The status when the server cannot be reached or refuses the key; null for <see cref="HealthStatus.Unhealthy"/>.
    /// </param>
    /// <param name="tags">The tags of the check.</param>
    /// <param name="timeout">How long the check may take; null for 10 seconds.</param>
    /// <remarks>
    /// A server that stores no completions, as most compatible ones, is healthy when it answers. One that is rate limited is degraded.
    /// </remarks>
    public static IHealthChecksBuilder AddChatApi(
        this IHealthChecksBuilder builder,
        string? key = null,
        string? name = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name ?? (key is null ? "openai-chat" : "openai-chat:" + key),
            provider => new ChatApiHealthCheck(
                key is null ? provider.GetRequiredService<ChatApi>() : provider.GetRequiredKeyedService<ChatApi>(key)),
            failureStatus,
            tags,
            timeout ?? DefaultTimeout));
    }
}
