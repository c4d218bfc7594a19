using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenAIChat;

// BASE_URL: asks the server there by both interfaces, and ends.
HostApplicationBuilder builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders();
builder.Services.AddChatApi(options => (options.BaseUrl, options.ApiKey) = (new Uri(args[0]), "sk-offline-test-key"));
builder.Services.AddChatClient("gpt-5.4");
builder.Services.AddHostedService<Asker>();
await builder.Build().RunAsync();

internal sealed class Asker(IChatApi chat, IChatClient client, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        CreateChatCompletionResponse reply = await chat.CreateChatCompletionAsync("gpt-5.4", "Where?", stoppingToken);
        Console.WriteLine(reply.Text);
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync("Where?", cancellationToken: stoppingToken))
        {
            Console.Write(update.Text);
        }
        Console.WriteLine();
        lifetime.StopApplication();
    }
}
