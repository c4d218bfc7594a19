using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenAIChat.Testing;

namespace OpenAIChat.Extensions.Tests.DependencyInjection;

/// <summary>Registrations, and the clients that come of them.</summary>
public sealed class RegistrationTests
{
    private ChatServer server = null!;

    [SetUp]
    public async Task StartServer()
    {
        server = await ChatServer.StartAsync();
        server.Reply("Hello");
    }

    [TearDown]
    public async Task StopServer() => await server.DisposeAsync();

    [Test]
    public async Task Code_sets_the_options()
    {
        var services = new ServiceCollection();
        services.AddChatApi(UseServer);
        await using ServiceProvider provider = services.BuildServiceProvider();

        Assert.That(provider.GetRequiredService<IChatApi>(), Is.SameAs(provider.GetRequiredService<ChatApi>()));
        Assert.That(await AskAsync(provider.GetRequiredService<IChatApi>()), Is.EqualTo("Hello"));
    }

    [Test]
    public async Task Configuration_sets_the_options_and_the_defaults_of_requests()
    {
        IConfiguration configuration = Configuration(
            ("OpenAIChat:BaseUrl", server.BaseUrl.ToString()), ("OpenAIChat:ApiKey", server.ApiKey), ("OpenAIChat:MaxRetries", "0"),
            ("OpenAIChat:Defaults:Temperature", "0.2"), ("OpenAIChat:Defaults:ReasoningEffort", "low"),
                ("OpenAIChat:DefaultHeaders:x-team", "blue"));
        var services = new ServiceCollection();
        services.AddChatApi(configuration.GetSection("OpenAIChat"));
        await using ServiceProvider provider = services.BuildServiceProvider();

        await AskAsync(provider.GetRequiredService<IChatApi>());

        RecordedRequest request = server.Requests[^1];
        Assert.That((double?)request.Json!["temperature"], Is.EqualTo(0.2));
        Assert.That((string?)request.Json["reasoning_effort"], Is.EqualTo("low"));
        Assert.That(request.Headers["x-team"], Is.EqualTo("blue"));
    }

    [TestCase("OpenAIChat")]
    [TestCase("ConnectionStrings:chat")]
    public async Task A_connection_string_sets_address_key_and_model(string path)
    {
        IConfiguration configuration = Configuration((path, $"Endpoint={server.BaseUrl};Key={server.ApiKey};Model=phi-4"));
        var services = new ServiceCollection();
        services.AddChatApi(configuration.GetSection(path));
        await using ServiceProvider provider = services.BuildServiceProvider();

        await AskAsync(provider.GetRequiredService<IChatApi>(), model: null);

        Assert.That((string?)server.Requests[^1].Json!["model"], Is.EqualTo("phi-4"));
    }

    [Test]
    public async Task A_connection_is_found_by_its_name()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(Configuration(("ConnectionStrings:chat", $"Endpoint={server.BaseUrl};Key={server.ApiKey}")));
        services.AddChatApi("chat");
        await using ServiceProvider provider = services.BuildServiceProvider();

        Assert.That(await AskAsync(provider.GetRequiredService<IChatApi>()), Is.EqualTo("Hello"));
    }

    [TestCase("Nonsense=1")]
    [TestCase("Key")]
    [TestCase("Endpoint=nowhere;Key=sk-secret-secret-secret")]
    public void A_faulty_connection_string_is_explained_without_showing_the_key(string text)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(Configuration(("ConnectionStrings:chat", text)));
        services.AddChatApi("chat");
        using ServiceProvider provider = services.BuildServiceProvider();

        Assert.That(
            provider.GetRequiredService<IChatApi>,
            Throws.InvalidOperationException.With.Message.Contains("ConnectionStrings:chat").And.Message.Not.Contains("sk-secret"));
    }

    [Test]
    public async Task Keyed_clients_stand_side_by_side()
    {
        var services = new ServiceCollection();
        services.AddChatApi(UseServer);
        services.AddKeyedChatApi("local", options =>
        {
            UseServer(options);
            options.DefaultHeaders["x-client"] = "local";
        });
        await using ServiceProvider provider = services.BuildServiceProvider();

        await AskAsync(provider.GetRequiredKeyedService<IChatApi>("local"));
        await AskAsync(provider.GetRequiredService<IChatApi>());

        Assert.That(server.Requests.Select(static request => request.Headers.ContainsKey("x-client")), Is.EqualTo(new[] { true, false }));
        Assert.That(provider.GetRequiredKeyedService<ChatApi>("local"), Is.SameAs(provider.GetRequiredKeyedService<IChatApi>("local")));
    }

    [Test]
    public void A_host_does_not_start_with_faulty_options_and_names_every_fault()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddChatApi(options =>
        {
            options.ApiKey = "k";
            options.MaxRetries = -1;
            options.Timeout = TimeSpan.FromSeconds(-5);
        });
        using IHost host = builder.Build();

        Assert.That(
            () => host.StartAsync(),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("MaxRetries").And.Message.Contains("Timeout"));
    }

    [Test]
    public async Task A_key_that_is_changed_counts_from_the_next_call_on()
    {
        IConfigurationRoot configuration = Configuration(("Chat:BaseUrl", server.BaseUrl.ToString()), ("Chat:ApiKey", "first-key"));
        var services = new ServiceCollection();
        services.AddChatApi(configuration.GetSection("Chat"));
        await using ServiceProvider provider = services.BuildServiceProvider();
        IChatApi chat = provider.GetRequiredService<IChatApi>();

        await AskAsync(chat);
        configuration["Chat:ApiKey"] = "second-key";
        configuration.Reload();
        await AskAsync(chat);

        Assert.That(
            server.Requests.Select(static request => request.Headers["Authorization"]),
            Is.EqualTo(new[] { "Bearer first-key", "Bearer second-key" }));
    }

    [Test]
    public async Task A_handler_can_be_added()
    {
        var services = new ServiceCollection();
        services.AddChatApi(UseServer).AddHttpMessageHandler(static () => new StampHandler());
        await using ServiceProvider provider = services.BuildServiceProvider();

        await AskAsync(provider.GetRequiredService<IChatApi>());

        Assert.That(server.Requests[^1].Headers["x-stamp"], Is.EqualTo("1"));
    }

    [TestCase(200, HealthStatus.Healthy)]
    [TestCase(404, HealthStatus.Healthy)]
    [TestCase(429, HealthStatus.Degraded)]
    [TestCase(401, HealthStatus.Unhealthy)]
    [TestCase(503, HealthStatus.Unhealthy)]
    public async Task The_health_check_reaches_the_server_without_asking_a_model(int status, HealthStatus expected)
    {
        if (status != 200)
        {
            server.Reply(ChatReply.Error(status));
        }

        var services = new ServiceCollection();
        services.AddLogging();
        services.AddChatApi(UseServer);
        services.AddHealthChecks().AddChatApi();
        await using ServiceProvider provider = services.BuildServiceProvider();

        HealthReport report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.That(report.Status, Is.EqualTo(expected));
        Assert.That(server.Requests.Select(static request => request.Method), Is.EqualTo(new[] { "GET" }));
    }

    private static IConfigurationRoot Configuration(params (string Path, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(static value => KeyValuePair.Create(value.Path, (string?)value.Value)))
        .Build();

    private void UseServer(ChatApiOptions options) =>
        (options.BaseUrl, options.ApiKey, options.MaxRetries) = (server.BaseUrl, server.ApiKey, 0);

    private static async Task<string> AskAsync(IChatApi chat, string? model = "gpt-5.4")
    {
        var request = new CreateChatCompletionRequest { Messages = [ChatCompletionRequestMessage.User("Hello")] };
        if (model is not null)
        {
            request.Model = model;
        }

        return (await chat.CreateChatCompletionAsync(request)).Text;
    }

    private sealed class StampHandler : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add("x-stamp", "1");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
