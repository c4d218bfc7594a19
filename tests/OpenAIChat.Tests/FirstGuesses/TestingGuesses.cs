using Newtonsoft.Json.Linq;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.FirstGuesses;

/// <summary>The chat server and substitutes, as people use them in their own tests.</summary>
internal sealed class TestingGuesses : GuessFixture
{
    [Test]
    public async Task Replies_are_queued_in_every_way()
    {
        Server.Enqueue("one");
        Server.Enqueue("two", "three");
        Server.Enqueue(ChatReply.Text("four"));
        Server.Enqueue(ChatReply.Text("five"), ChatReply.Refusal("No."));
        Server.Enqueue(ChatReply.Completion(CreateChatCompletionResponse.FromText("seven")));
        Server.Reply("Paris.");
        var texts = new List<string>();
        for (int i = 0; i < 8; i++)
        {
            CreateChatCompletionResponse reply = await Chat.CreateChatCompletionAsync(Model, "?");
            texts.Add(reply.Refusal ?? reply.Text);
        }

        Assert.That(texts, Is.EqualTo(new[] { "one", "two", "three", "four", "five", "No.", "seven", "Paris." }));
        Assert.That(Server.Requests, Has.Count.EqualTo(8));
    }

    [Test]
    public async Task A_client_of_the_server_is_configured()
    {
        using ChatApi chat = Server.CreateClient(static options => options.MaxRetries = 0);
        Server.Enqueue(ChatReply.Error(429));

        Assert.That(() => chat.CreateChatCompletionAsync(Model, "?"), Throws.InstanceOf<RateLimitException>());
        Assert.That((await chat.CreateChatCompletionAsync(Model, "Now?")).Text, Is.EqualTo("You said: Now?"));
    }

    [Test]
    public async Task An_interface_is_all_that_is_needed()
    {
        IChatApi chat = Chat;

        CreateChatCompletionResponse reply = await chat.CreateChatCompletionAsync(Model, "Hello!");
        string streamed = "";
        await foreach (CreateChatCompletionStreamResponse chunk in chat.CreateChatCompletionStreamAsync(Model, "Hello!"))
        {
            streamed += chunk.Text;
        }

        Assert.That(streamed, Is.EqualTo(reply.Text));
    }

    [Test]
    public async Task A_spoken_answer_is_bytes()
    {
        CreateChatCompletionResponse reply = await Chat.CreateChatCompletionAsync(new()
        {
            Model = Model,
            Messages = ["Speak!"],
            Modalities = [ResponseModality.Text, ResponseModality.Audio],
            Audio = new() { Voice = "alloy", Format = "wav" },
        });

        Assert.That(reply.Message!.Audio!.ToBytes()[..4], Is.EqualTo("RIFF"u8.ToArray()));
        Assert.That(reply.Message.Audio.Transcript, Is.EqualTo("You said: Speak!"));
    }

    [Test]
    public async Task Errors_are_caught_by_their_kind()
    {
        Server.Reply(ChatReply.Error(401));
        Assert.That(
            () => Chat.CreateChatCompletionAsync(Model, "?"),
            Throws.InstanceOf<AuthenticationException>().And.InstanceOf<ClientException>().And.InstanceOf<ApiException>());

        Server.Reply(ChatReply.Error(404, code: "model_not_found"));
        var missing = await Assert.ThrowsAsync<NotFoundException>(() => Chat.CreateChatCompletionAsync(Model, "?"));
        Assert.That((int)missing!.StatusCode, Is.EqualTo(404));
        Assert.That(missing.Error!.Code, Is.EqualTo("model_not_found"));
        Assert.That(missing.Http.RequestId, Is.Not.Null);

        var invalid = await Assert.ThrowsAsync<RequestValidationException>(
            () => Chat.CreateChatCompletionAsync(new() { Model = Model, Messages = ["?"], Temperature = 9 }));
        Assert.That(invalid!.Violations[0].Path, Is.EqualTo("temperature"));
    }

    [Test]
    public async Task The_server_says_what_it_was_asked()
    {
        await Chat.CreateChatCompletionAsync(Model, "Hello!");

        Assert.That(Server.Requests[0].Prompt, Is.EqualTo("Hello!"));
        Assert.That(Server.Requests[0].Request.Messages, Has.Count.EqualTo(1));
        Assert.That(Server.Requests[0].Json!["model"], Is.EqualTo((JToken)Model));
        Assert.That(Server.Requests[0].Headers["Authorization"], Does.StartWith("Bearer "));
        Assert.That(Server.BaseUrl.AbsolutePath, Is.EqualTo("/v1"));
    }
}
