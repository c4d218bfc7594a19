using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
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
        AddLogging(options, provider, name);
        FollowKey(options, provider.GetRequiredService<IOptionsMonitor<ChatApiOptions>>(), name);
        if (ReferenceEquals(options.TimeProvider, TimeProvider.System) && provider.GetService<TimeProvider>() is { } time)
        {
            options.TimeProvider = time;
        }

        HttpClient httpClient = provider.GetRequiredService<IHttpClientFactory>().CreateClient(ChatHttpClient.Name(name));
        return new ChatApi(httpClient, options);
    }

    private static void AddLogging(ChatApiOptions options, IServiceProvider provider, string name)
    {
        // An observer of the application's own stays the only one.
        if (options.Observer is not null || provider.GetService<ILoggerFactory>() is not { } loggers)
        {
            return;
        }

        string? first = options.ApiKey;
        IOptionsMonitor<ChatApiOptions> monitor = provider.GetRequiredService<IOptionsMonitor<ChatApiOptions>>();
        ChatApiLoggingOptions settings = provider.GetRequiredService<IOptionsMonitor<ChatApiLoggingOptions>>().Get(name);
        var logging = new ChatApiLogging(
            loggers.CreateLogger(ChatApiLog.Category), () => monitor.Get(name).ApiKey ?? first, settings.LogBodies
                ? settings.MaxBodyLength
                : null);
        options.Observer = logging;
        options.OnRetry += logging.OnRetry;
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
