using OpenAIChat;

// BASE_URL: streams one reply from the server there to the console.
using var chat = new ChatApi(new ChatApiOptions { ApiKey = "sk-offline-test-key", BaseUrl = new Uri(args[0]) });
var request = new CreateChatCompletionRequest([new ChatCompletionRequestUserMessage("What is the capital of France?")], "gpt-5.4");

await foreach (CreateChatCompletionStreamResponse chunk in chat.CreateChatCompletionStreamAsync(request))
{
    Console.Write(chunk.Text);
}
Console.WriteLine();
