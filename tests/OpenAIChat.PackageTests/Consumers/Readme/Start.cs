using System.Net.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using OpenAIChat;

namespace Readme
{
    /// <summary>What else is typed first: nothing but the packages is needed to compile it.</summary>
    public static class Start
    {
        public static ChatApi ByKey() => new ChatApi("sk-offline-test-key");

        public static ChatApi ByClient(HttpClient client) => new ChatApi(client);

        public static IChatClient AsChatClient() => ByKey().AsIChatClient("gpt-5.4");

        public static void AddTo(IServiceCollection services)
        {
            services.AddChatApi(options => options.ApiKey = "sk-offline-test-key");
            services.AddChatClient("gpt-5.4");
        }
    }
}
