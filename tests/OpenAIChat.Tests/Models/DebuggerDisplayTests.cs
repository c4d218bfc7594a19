using System.Diagnostics;
using System.Reflection;

namespace OpenAIChat.Tests.Models;

/// <summary>A debugger shows one line of what matters, not a wall of JSON.</summary>
internal sealed class DebuggerDisplayTests
{
    [TestCase(typeof(ChatCompletionRequestMessage))]
    [TestCase(typeof(ChatCompletionResponseMessage))]
    [TestCase(typeof(ChatCompletionRequestMessageContentPart))]
    [TestCase(typeof(CreateChatCompletionRequest))]
    [TestCase(typeof(CreateChatCompletionResponse))]
    [TestCase(typeof(CreateChatCompletionStreamResponse))]
    public void Types_that_people_look_at_say_what_is_shown(Type type)
    {
        Assert.That(type.GetCustomAttribute<DebuggerDisplayAttribute>()?.Value, Does.Contain("DebuggerText,nq"));
    }

    [Test]
    public void Messages_are_shown_by_their_text()
    {
        Assert.That(ChatCompletionRequestMessage.User("Hello\nthere").DebuggerText, Is.EqualTo("Hello there"));
        Assert.That(
            ChatCompletionRequestMessage.User("Look:", ContentPart.ImageUrl("https://a.b/c")).DebuggerText,
            Is.EqualTo("Look: [image_url]"));
        Assert.That(ChatCompletionRequestMessage.System(new string('x', 200)).DebuggerText, Has.Length.EqualTo(101));
        Assert.That(new ChatCompletionRequestUserMessage().DebuggerText, Is.Empty);
    }

    [Test]
    public void Replies_and_chunks_are_shown_by_text_and_finish_reason()
    {
        Assert.That(CreateChatCompletionResponse.FromText("Paris.").DebuggerText, Is.EqualTo("Paris. [stop]"));
        Assert.That(new CreateChatCompletionResponse().DebuggerText, Is.EqualTo("no choice [no finish reason]"));
        Assert.That(CreateChatCompletionStreamResponse.FromText("Par").DebuggerText, Is.EqualTo("Par"));
        Assert.That(CreateChatCompletionStreamResponse.FromText("is.", FinishReason.Stop).DebuggerText, Is.EqualTo("is. [stop]"));
        Assert.That(new CreateChatCompletionRequest { Model = "m", Messages = ["Hi"] }.DebuggerText, Is.EqualTo("m, 1 message(s)"));
    }
}
