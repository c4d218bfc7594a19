using OpenAIChat;
using OpenAIChat.Testing;

await using ChatServer server = await ChatServer.StartAsync();
server.Reply("Paris is the capital of France.");
using var chat = new ChatApi(new ChatApiOptions { BaseUrl = server.BaseUrl, ApiKey = server.ApiKey });

await foreach (CreateChatCompletionStreamResponse chunk in chat.CreateChatCompletionStreamAsync(Library.Asker.Question()))
{
    Console.Write(chunk.Text);
}
Console.WriteLine();
Console.WriteLine(await Library.Asker.AskAsync(chat));
