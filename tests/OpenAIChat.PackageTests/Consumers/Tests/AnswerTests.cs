using NUnit.Framework;
using OpenAIChat;
using OpenAIChat.Testing;

namespace Tests;

public sealed class AnswerTests
{
    [Test]
    public async Task The_answer_is_that_of_the_server()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Enqueue("Paris.");
        using ChatApi chat = server.CreateClient();

        CreateChatCompletionResponse reply = await chat.CreateChatCompletionAsync("gpt-5.4", "What is the capital of France?");

        Assert.That(reply.Text, Is.EqualTo("Paris."));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }
}
