using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using OpenAIChat.Testing;
using OpenAIChat.Tests;

namespace OpenAIChat.Extensions.Tests.DependencyInjection
{
    /// <summary>The traps of a factory's HTTP client: its own time limit, handlers that repeat, handlers that never rotate.</summary>
    public sealed class FactoryTrapTests
    {
        [TestCase(true)]
        [TestCase(false)]
        public async Task A_standard_resilience_handler_repeats_nothing(bool forEveryClient)
        {
            await using ChatServer server = await ChatServer.StartAsync();
            server.Reply(ChatReply.Error(503).WithHeader("retry-after-ms", "0"));
            var services = new ServiceCollection();
            if (forEveryClient)
            {
                services.ConfigureHttpClientDefaults(
                    static defaults => defaults.AddHttpMessageHandler(static () => new ResilienceHandler()));
            }

            IHttpClientBuilder builder = services.AddChatApi(
                options => (options.BaseUrl, options.ApiKey, options.MaxRetries) = (server.BaseUrl, server.ApiKey, 2));
            if (!forEveryClient)
            {
                builder.AddHttpMessageHandler(static () => new ResilienceHandler());
            }

            await using ServiceProvider provider = services.BuildServiceProvider();

            Assert.That(() => AskAsync(provider.GetRequiredService<IChatApi>()), Throws.TypeOf<ServerException>());
            Assert.That(server.Requests, Has.Count.EqualTo(3));
        }

        [Test]
        public async Task The_factory_s_limit_of_100_seconds_does_not_apply()
        {
            var services = new ServiceCollection();
            services.ConfigureHttpClientDefaults(
                static defaults => defaults.ConfigureHttpClient(static client => client.Timeout = TimeSpan.FromSeconds(1)));
            IHttpClientBuilder builder = services.AddChatApi(static options => options.ApiKey = "k");
            await using ServiceProvider provider = services.BuildServiceProvider();

            using HttpClient client = provider.GetRequiredService<IHttpClientFactory>().CreateClient(builder.Name);

            Assert.That(client.Timeout, Is.EqualTo(Timeout.InfiniteTimeSpan));
        }

        [Test]
        public async Task The_connections_rotate_though_the_client_is_kept()
        {
            var services = new ServiceCollection();
            HttpMessageHandler? primary = null;
            services.AddChatApi(static options => options.ApiKey = "k")
                .ConfigurePrimaryHttpMessageHandler((handler, _) => primary = handler);
            await using ServiceProvider provider = services.BuildServiceProvider();

            provider.GetRequiredService<IChatApi>();

            Assert.That(((SocketsHttpHandler)primary!).PooledConnectionLifetime, Is.LessThan(TimeSpan.FromHours(1)));
        }

        [Test]
        public async Task A_stream_of_three_minutes_survives()
        {
            var time = new ManualTime();
            await using ChatServer server = await ChatServer.StartAsync();
            using var gate = new SemaphoreSlim(0);
            server.Reply(ChatReply.Text("one two three four").InChunksOf(4).PacedBy((_, token) => gate.WaitAsync(token)));
            var services = new ServiceCollection();
            services.AddSingleton<TimeProvider>(time);
            services.AddChatApi(options => (options.BaseUrl, options.ApiKey) = (server.BaseUrl, server.ApiKey));
            await using ServiceProvider provider = services.BuildServiceProvider();
            var request = new CreateChatCompletionRequest { Model = "gpt-5.4", Messages = [ChatCompletionRequestMessage.User("Hello")] };
            string text = "";

            gate.Release(2);
            await foreach (CreateChatCompletionStreamResponse chunk in provider.GetRequiredService<IChatApi>()
                .CreateChatCompletionStreamAsync(request))
            {
                text += chunk.Text;
                time.Advance(TimeSpan.FromSeconds(45));
                gate.Release();
            }

            Assert.That(text, Is.EqualTo("one two three four"));
        }

        private static Task<CreateChatCompletionResponse> AskAsync(IChatApi chat) =>
            chat.CreateChatCompletionAsync(
                new CreateChatCompletionRequest { Model = "gpt-5.4", Messages = [ChatCompletionRequestMessage.User("Hello")] });
    }
}

namespace Microsoft.Extensions.Http.Resilience
{
    /// <summary>Repeats a failed request as the standard handler does; it is known by the name of its type.</summary>
    internal sealed class ResilienceHandler : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            for (int i = 0; i < 3 && response.StatusCode == HttpStatusCode.ServiceUnavailable; i++)
            {
                response.Dispose();
                response = await base.SendAsync(request, cancellationToken);
            }

            return response;
        }
    }
}
