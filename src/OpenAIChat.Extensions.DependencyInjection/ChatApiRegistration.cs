using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OpenAIChat.Extensions.DependencyInjection;

/// <summary>Creates the registered client out of its options and the factory's HTTP client.</summary>
internal static class ChatApiRegistration
{
    /// <summary>Gets the name of the options of a key.</summary>
    public static string OptionsName(string? key) => key ?? Options.DefaultName;

    public static ChatApi Create(IServiceProvider provider, string? key)
    {
        string name = OptionsName(key);
        // A fresh object: what is changed here does not show in the options that others read.
        ChatApiOptions options = provider.GetRequiredService<IOptionsFactory<ChatApiOptions>>().Create(name);
        FollowKey(options, provider.GetRequiredService<IOptionsMonitor<ChatApiOptions>>(), name);
        if (ReferenceEquals(options.TimeProvider, TimeProvider.System) && provider.GetService<TimeProvider>() is { } time)
        {
            options.TimeProvider = time;
        }

        HttpClient httpClient = provider.GetRequiredService<IHttpClientFactory>().CreateClient(ChatHttpClient.Name(name));
        return new ChatApi(httpClient, options);
    }

    /// <summary>Lets a key that is changed in the configuration count from the next attempt on.</summary>
    private static void FollowKey(ChatApiOptions options, IOptionsMonitor<ChatApiOptions> monitor, string name)
    {
        if (options.ApiKey is not { Length: > 0 } first || options.ApiKeyProvider is not null)
        {
            return;
        }

        options.ApiKey = null;
        options.ApiKeyProvider = _ => new ValueTask<string>(monitor.Get(name).ApiKey ?? first);
    }
}
