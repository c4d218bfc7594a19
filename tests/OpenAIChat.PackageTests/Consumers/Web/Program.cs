using OpenAIChat;
using OpenAIChat.Testing;

// A minimal API in front of a chat server, which calls itself once and ends.
await using ChatServer server = await ChatServer.StartAsync();
server.Reply("Paris.");

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders();
builder.Services.AddChatApi(options => (options.BaseUrl, options.ApiKey) = (server.BaseUrl, server.ApiKey));
WebApplication app = builder.Build();
app.Urls.Add("http://127.0.0.1:0");
app.MapPost("/complete", (CreateChatCompletionRequest request, IChatApi chat, CancellationToken cancellation) =>
    chat.CreateChatCompletionAsync(request, cancellation));
app.MapGet("/stream", (string question, IChatApi chat, CancellationToken cancellation) => TypedResults.ServerSentEvents(
    chat.CreateChatCompletionStreamAsync(new() { Model = "gpt-5.4", Messages = { question } }, cancellation)));
await app.StartAsync();

using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
using HttpResponseMessage answer = await client.PostAsJsonAsync(
    "/complete", new CreateChatCompletionRequest { Model = "gpt-5.4", Messages = { "What is the capital of France?" } });
var reply = await answer.Content.ReadFromJsonAsync<CreateChatCompletionResponse>();
Console.WriteLine($"{(int)answer.StatusCode} {reply?.Text} {reply?.AdditionalProperties.Count}");

string events = await client.GetStringAsync("/stream?question=Where");
IEnumerable<CreateChatCompletionStreamResponse> chunks = events.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
    .Select(line => CreateChatCompletionStreamResponse.FromJson(line["data: ".Length..]));
Console.WriteLine(string.Concat(chunks.Select(chunk => chunk.Text)));
await app.StopAsync();
