using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenAIChat;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers an <see cref="IChatClient"/> over a registered <see cref="IChatApi"/>, such as that of <c>AddChatApi</c>.</summary>
public static class ChatClientServiceCollectionExtensions
{
    /// <summary>Registers the chat client over the API without a key.</summary>
    /// <param name="services">The services.</param>
    /// <param name="model">The model for requests whose <see cref="ChatOptions.ModelId"/> is not set; null when each request names its
    /// own.</param>
    public static IServiceCollection AddChatClient(this IServiceCollection services, string? model = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(provider => provider.GetRequiredService<IChatApi>().AsIChatClient(model));
        return services;
    }

    /// <summary>Registers a keyed chat client over the API of the same key, as <c>AddKeyedChatApi</c> registers it.</summary>
    /// <param name="services">The services.</param>
    /// <param name="key">The key of both services.</param>
    /// <param name="model">The model for requests whose <see cref="ChatOptions.ModelId"/> is not set; null when each request names its
    /// own.</param>
    public static IServiceCollection AddKeyedChatClient(this IServiceCollection services, string key, string? model = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(key);
        services.TryAddKeyedSingleton(key, (provider, key) => provider.GetRequiredKeyedService<IChatApi>(key).AsIChatClient(model));
        return services;
    }
}
