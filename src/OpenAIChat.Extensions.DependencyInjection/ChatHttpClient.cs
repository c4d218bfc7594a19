using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace OpenAIChat.Extensions.DependencyInjection;

/// <summary>Configures the factory's client so that it neither cuts answers short nor repeats what <see cref="ChatApi"/> repeats.</summary>
internal static class ChatHttpClient
{
    private const string ResilienceNamespace = "Microsoft.Extensions.Http.Resilience";

    public static string Name(string optionsName) => optionsName.Length == 0 ? "OpenAIChat" : "OpenAIChat:" + optionsName;

    public static IHttpClientBuilder Add(IServiceCollection services, string optionsName)
    {
        string name = Name(optionsName);
        IHttpClientBuilder builder = services.AddHttpClient(name)
            // A singleton keeps its handler for ever: the connections rotate, not the handler.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider =>
                provider.GetRequiredService<IOptionsMonitor<ChatApiOptions>>().Get(optionsName).CreateHttpHandler());
        // After everything else, so that handlers which defaults add to every client are found.
        services.PostConfigure<HttpClientFactoryOptions>(name, static options =>
        {
            options.HttpClientActions.Add(static client => client.Timeout = Timeout.InfiniteTimeSpan);
            options.HttpMessageHandlerBuilderActions.Add(static builder => RemoveResilience(builder.AdditionalHandlers));
        });
        return builder;
    }

    private static void RemoveResilience(IList<DelegatingHandler> handlers)
    {
        for (int i = handlers.Count - 1; i >= 0; i--)
        {
            if (handlers[i].GetType().Namespace?.StartsWith(ResilienceNamespace, StringComparison.Ordinal) == true)
            {
                handlers.RemoveAt(i);
            }
        }
    }
}
