using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenAIChat;
using OpenAIChat.Testing;

await using ChatServer server = await ChatServer.StartAsync();
server.Reply("Paris.");

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
builder.Logging.ClearProviders();
builder.Services.AddChatApi(options => (options.BaseUrl, options.ApiKey) = (server.BaseUrl, server.ApiKey));
builder.Services.AddChatClient("gpt-5.4");
builder.Services.AddHostedService<Asker>();
await builder.Build().RunAsync();

/// <summary>Asks by both interfaces, and ends the program.</summary>
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
