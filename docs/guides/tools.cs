#:project ../../src/OpenAIChat
#:project ../../src/OpenAIChat.Testing
#:property PublishAot=false

// dotnet run docs/guides/tools.cs: asks for the weather and for a booking, which it denies. Without OPENAI_API_KEY it talks to a server in
// the same
// process that plays the model's part.
using System.ComponentModel;
using OpenAIChat;
using OpenAIChat.Testing;

await using ChatServer? offline = Environment.GetEnvironmentVariable("OPENAI_API_KEY") is null ? await StartOfflineAsync() : null;
using ChatApi chat = offline is null ? new ChatApi()
    : new ChatApi(new ChatApiOptions { BaseUrl = offline.BaseUrl, ApiKey = offline.ApiKey });

var request = new CreateChatCompletionRequest(
    [ChatCompletionRequestMessage.User("How is the weather in Paris and in Rome? Book me a table where the sun shines.")], "gpt-5.4");
ChatFunction[] functions = [ChatFunction.Create(GetWeatherAsync), ChatFunction.Create(BookTable)];
var options = new ToolRunOptions
{
    MaxTurns = 5,
    Approve = call => call.Name == nameof(BookTable) ? ToolApproval.Deny("The user has to confirm it first.") : ToolApproval.Allow,
};

ToolRun run = chat.RunTools(request, functions, options);
await foreach (ToolRunEvent happened in run.StreamAsync())
{
    switch (happened)
    {
        case ToolRunText text:
            Console.Write(text);
            break;
        case ToolCallFinished finished:
            Console.WriteLine($"[{finished.Call.Name} {finished.Call.Arguments}: {finished.Result.AsText}]");
            break;
        case ToolCallDenied denied:
            Console.WriteLine($"[{denied.Call.Name}: denied]");
            break;
    }
}

Console.WriteLine();
Console.WriteLine($"{run.Turns} turns, {run.Messages.Count} messages, {run.Usage.TotalTokens} tokens");

[Description("Tells the weather.")]
static async Task<Weather> GetWeatherAsync(string city, CancellationToken cancellationToken)
{
    await Task.Delay(TimeSpan.FromMilliseconds(1), cancellationToken);
    return city == "Paris" ? new Weather("rain", 12) : new Weather("sun", 24);
}

[Description("Books a table in a restaurant.")]
static string BookTable(string city, int persons = 1) => $"Booked for {persons} in {city}.";

static async Task<ChatServer> StartOfflineAsync()
{
    ChatServer server = await ChatServer.StartAsync();
    server.Enqueue(
        ChatReply.ToolCall("GetWeather", new { city = "Paris" }).AndToolCall("GetWeather", new { city = "Rome" }),
        ChatReply.ToolCall("BookTable", new { city = "Rome", persons = 2 }),
        ChatReply.Text("The sun shines in Rome. Shall I book a table there?"));
    return server;
}

internal sealed record Weather(string Sky, int Celsius);
