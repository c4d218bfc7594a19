using System.ClientModel;
using OpenAI;
using OpenAI.Chat;

// BASE_URL: the same with the official SDK, to compare with.
var chat = new ChatClient("gpt-5.4", new ApiKeyCredential("sk-offline-test-key"), new OpenAIClientOptions { Endpoint = new Uri(args[0]) });

await foreach (StreamingChatCompletionUpdate update in chat.CompleteChatStreamingAsync(
    new UserChatMessage("What is the capital of France?")))
{
    foreach (ChatMessageContentPart part in update.ContentUpdate)
    {
        Console.Write(part.Text);
    }
}
Console.WriteLine();
