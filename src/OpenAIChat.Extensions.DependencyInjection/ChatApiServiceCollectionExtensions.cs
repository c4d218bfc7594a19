using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OpenAIChat;
using OpenAIChat.Extensions.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers <see cref="IChatApi"/> and <see cref="ChatApi"/> as singletons over <see cref="IHttpClientFactory"/>.</summary>
/// <remarks>
/// What a registration leaves open comes from the environment, as in <see cref="ChatApi()"/>. Options are validated when the host starts,
/// every
/// fault named at once. Retries and timeouts are those of <see cref="ChatApiOptions"/>: the factory's limit of 100 seconds does not apply,
/// and
/// standard resilience handlers are taken out, because they would repeat what the client repeats already and cut long answers short.
/// Calls are logged under the category <c>OpenAIChat.ChatApi</c>; bodies only where <see cref="ChatApiLoggingOptions"/> ask for them.
/// </remarks>
public static class ChatApiServiceCollectionExtensions
{
    /// <summary>Registers the client with options set by code.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options; null takes all from the environment.</param>
    /// <returns>The builder of the HTTP client, for further handlers.</returns>
    public static IHttpClientBuilder AddChatApi(this IServiceCollection services, Action<ChatApiOptions>? configure = null) =>
        Add(services, key: null, builder => Configure(builder, configure));

    /// <summary>Registers the client with options from configuration.</summary>
    /// <param name="services">The services.</param>
    /// <param name="section">A section with the members of <see cref="ChatApiOptions"/>, or one whose value is a connection string.</param>
    /// <param name="configure">Sets what the section does not.</param>
    /// <returns>The builder of the HTTP client, for further handlers.</returns>
    public static IHttpClientBuilder AddChatApi(
        this IServiceCollection services,
        IConfiguration section,
        Action<ChatApiOptions>? configure = null) =>
        Add(services, key: null, builder => Bind(builder, section, configure));

    /// <summary>Registers the client with a connection string of the application's configuration, as Aspire writes them.</summary>
    /// <param name="services">The services.</param>
    /// <param name="connectionName">The name below <c>ConnectionStrings</c>; its text is <c>Endpoint=…;Key=…;Model=…</c>, each part
    /// optional.</param>
    /// <param name="configure">Sets what the connection string does not.</param>
    /// <returns>The builder of the HTTP client, for further handlers.</returns>
    public static IHttpClientBuilder AddChatApi(
        this IServiceCollection services,
        string connectionName,
        Action<ChatApiOptions>? configure = null) =>
        Add(services, key: null, builder => Connect(builder, connectionName, configure));

    /// <summary>Registers a keyed client with options set by code.</summary>
    /// <param name="services">The services.</param>
    /// <param name="key">The key of the services.</param>
    /// <param name="configure">Sets the options; null takes all from the environment.</param>
    /// <returns>The builder of the HTTP client, for further handlers.</returns>
    public static IHttpClientBuilder AddKeyedChatApi(
        this IServiceCollection services,
        string key,
        Action<ChatApiOptions>? configure = null) =>
        Add(services, Checked(key), builder => Configure(builder, configure));

    /// <summary>Registers a keyed client with options from configuration.</summary>
    /// <param name="services">The services.</param>
    /// <param name="key">The key of the services.</param>
    /// <param name="section">A section with the members of <see cref="ChatApiOptions"/>, or one whose value is a connection string.</param>
    /// <param name="configure">Sets what the section does not.</param>
    /// <returns>The builder of the HTTP client, for further handlers.</returns>
    public static IHttpClientBuilder AddKeyedChatApi(
        this IServiceCollection services, string key, IConfiguration section, Action<ChatApiOptions>? configure = null) =>
        Add(services, Checked(key), builder => Bind(builder, section, configure));

    /// <summary>Registers a keyed client with a connection string of the application's configuration.</summary>
    /// <param name="services">The services.</param>
    /// <param name="key">The key of the services.</param>
    /// <param name="connectionName">The name below <c>ConnectionStrings</c>; its text is <c>Endpoint=…;Key=…;Model=…</c>, each part
    /// optional.</param>
    /// <param name="configure">Sets what the connection string does not.</param>
    /// <returns>The builder of the HTTP client, for further handlers.</returns>
    public static IHttpClientBuilder AddKeyedChatApi(
        this IServiceCollection services, string key, string connectionName, Action<ChatApiOptions>? configure = null) =>
        Add(services, Checked(key), builder => Connect(builder, connectionName, configure));

    private static string Checked(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key;
    }

    private static IHttpClientBuilder Add(IServiceCollection services, string? key, Action<OptionsBuilder<ChatApiOptions>> setOptions)
    {
        ArgumentNullException.ThrowIfNull(services);
        string name = ChatApiRegistration.OptionsName(key);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ChatApiOptions>, ChatApiOptionsValidator>());
        setOptions(services.AddOptions<ChatApiOptions>(name).ValidateOnStart());
        if (key is null)
        {
            services.TryAddSingleton(static provider => ChatApiRegistration.Create(provider, key: null));
            services.TryAddSingleton<IChatApi>(static provider => provider.GetRequiredService<ChatApi>());
        }
        else
        {
            services.TryAddKeyedSingleton(key, static (provider, key) => ChatApiRegistration.Create(provider, (string?)key));
            services.TryAddKeyedSingleton<IChatApi>(key, static (provider, key) => provider.GetRequiredKeyedService<ChatApi>(key));
        }

        return ChatHttpClient.Add(services, name);
    }

    private static void Configure(OptionsBuilder<ChatApiOptions> builder, Action<ChatApiOptions>? configure)
    {
        if (configure is not null)
        {
            builder.Configure(configure);
        }
    }

    private static void Bind(OptionsBuilder<ChatApiOptions> builder, IConfiguration section, Action<ChatApiOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(section);
        builder.Configure(options =>
        {
            if (section is IConfigurationSection { Value.Length: > 0 } text)
            {
                ConnectionString.Parse(text.Value, text.Path).ApplyTo(options);
            }
            else
            {
                ChatApiOptionsBinder.Bind(section, options);
            }
        });
        builder.Services.AddSingleton<IOptionsChangeTokenSource<ChatApiOptions>>(
            new ConfigurationChangeTokenSource<ChatApiOptions>(builder.Name, section));
        Configure(builder, configure);
    }

    private static void Connect(OptionsBuilder<ChatApiOptions> builder, string connectionName, Action<ChatApiOptions>? configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        string path = ConfigurationPath.Combine("ConnectionStrings", connectionName);
        builder.Configure<IConfiguration>((options, configuration) => ConnectionString.Parse(configuration[path], path).ApplyTo(options));
        builder.Services.AddSingleton<IOptionsChangeTokenSource<ChatApiOptions>>(provider =>
            new ConfigurationChangeTokenSource<ChatApiOptions>(builder.Name, provider.GetRequiredService<IConfiguration>()));
        Configure(builder, configure);
    }
}
