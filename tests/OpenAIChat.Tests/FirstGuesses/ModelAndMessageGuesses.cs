using OpenAIChat.Testing;

namespace OpenAIChat.Tests.FirstGuesses;

/// <summary>A model and a message are enough, whatever the answer is to be.</summary>
internal sealed class ModelAndMessageGuesses : GuessFixture
{
    [Test]
    public async Task Text_is_streamed()
    {
        Server.Reply("Hello to you.");
        string text = "";

        await foreach (string piece in Chat.StreamTextAsync(Model, "Hello!"))
        {
            text += piece;
        }

        Assert.That(text, Is.EqualTo("Hello to you."));
    }

    [Test]
    public async Task A_value_is_parsed()
    {
        Server.Reply("""{"Name":"Paris"}""");

        City city = (await Chat.CreateChatCompletionAsync<City>(Model, "What is the capital of France?")).Value;

        Assert.That(city.Name, Is.EqualTo("Paris"));
    }

    [Test]
    public async Task Functions_are_called()
    {
        Server.Enqueue(ChatReply.ToolCall("add", new { a = 2, b = 3 }), ChatReply.Text("Five."));
        ChatFunction add = ChatFunction.Create((int a, int b) => a + b, "add");

        CreateChatCompletionResponse reply = await Chat.RunTools(Model, "What is 2 + 3?", [add]).ToResponseAsync();

        Assert.That(reply.Text, Is.EqualTo("Five."));
        Assert.That(Server.Requests[1].ToolResults, Is.EqualTo(new[] { "5" }));
    }

    private sealed record City(string Name);
}
