using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using OpenAIChat;

// BASE_URL: asks the server there by every interface.
var services = new ServiceCollection();
services.AddChatApi(options => (options.BaseUrl, options.ApiKey) = (new Uri(args[0]), "sk-offline-test-key"));
services.AddChatClient("gpt-5.4");
await using ServiceProvider provider = services.BuildServiceProvider();

var request = new CreateChatCompletionRequest
{
    Model = "gpt-5.4", Messages = { "Where?" }, ReasoningEffort = OpenAIChat.ReasoningEffort.Low, Stop = "END",
};
string json = JsonSerializer.Serialize(request, ModelContext.Default.CreateChatCompletionRequest);
CreateChatCompletionRequest copy = JsonSerializer.Deserialize(json, ModelContext.Default.CreateChatCompletionRequest)!;
Console.WriteLine(copy.ToJson() == request.ToJson());

await foreach (CreateChatCompletionStreamResponse chunk in provider.GetRequiredService<IChatApi>().CreateChatCompletionStreamAsync(copy))
{
    Console.Write(chunk.Text);
}
Console.WriteLine();
Console.WriteLine(await provider.GetRequiredService<IChatClient>().GetResponseAsync("Where?"));

[JsonSerializable(typeof(CreateChatCompletionRequest))]
internal sealed partial class ModelContext : JsonSerializerContext;
