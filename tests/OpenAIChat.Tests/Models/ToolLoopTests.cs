using Newtonsoft.Json.Linq;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Models;

/// <summary>A conversation with tools as users write it, over real connections.</summary>
public sealed class ToolLoopTests
{
    [Test]
    public async Task Answers_tool_calls_until_the_model_speaks()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Enqueue(ChatReply.ToolCall("add", """{"a":1,"b":2}""").AndToolCall("add", """{"a":3,"b":4}"""), ChatReply.Text("3 and 7."));
        using var chat = new ChatApi(new ChatApiOptions { BaseUrl = server.BaseUrl, ApiKey = server.ApiKey });
        var request = new CreateChatCompletionRequest
        {
            Model = "gpt-5.4",
            Messages = [ChatCompletionRequestMessage.System("Be brief."), ChatCompletionRequestMessage.User("What is 1 + 2, and 3 + 4?")],
            Tools = [ChatCompletionTool.Function(
                "add",
                "Adds.",
                new { type = "object", properties = new { a = new { type = "integer" }, b = new { type = "integer" } } })],
            ToolChoice = ChatCompletionToolChoiceOption.Auto,
        };

        CreateChatCompletionResponse reply = await chat.CreateChatCompletionAsync(request);
        while (reply.ToolCalls.Count > 0)
        {
            request.Messages.Add(reply.ToRequestMessage());
            foreach (ChatCompletionMessageToolCall call in reply.ToolCalls.OfType<ChatCompletionMessageToolCall>())
            {
                Sum sum = call.GetArguments<Sum>();
                request.Messages.Add(ChatCompletionRequestMessage.Tool(call.Id, $"{sum.A + sum.B}"));
            }

            reply = await chat.CreateChatCompletionAsync(request);
        }

        Assert.That(reply.Text, Is.EqualTo("3 and 7."));
        var messages = (JArray)JObject.Parse(server.Requests[1].Body)["messages"]!;
        Assert.That(
            messages.Select(message => (string?)message["role"]),
            Is.EqualTo(new[] { "system", "user", "assistant", "tool", "tool" }));
        Assert.That(messages.Select(message => (string?)message["content"]).TakeLast(2), Is.EqualTo(new[] { "3", "7" }));
    }

    [Test]
    public async Task Goes_on_after_a_refusal()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Enqueue(ChatReply.Refusal("No."), ChatReply.Text("Fine."));
        using var chat = new ChatApi(new ChatApiOptions { BaseUrl = server.BaseUrl, ApiKey = server.ApiKey });
        var request = new CreateChatCompletionRequest { Model = "gpt-5.4", Messages = [ChatCompletionRequestMessage.User("Do it.")] };

        CreateChatCompletionResponse refusal = await chat.CreateChatCompletionAsync(request);
        request.Messages.Add(refusal.ToRequestMessage());
        request.Messages.Add(ChatCompletionRequestMessage.User("Then something else."));
        CreateChatCompletionResponse reply = await chat.CreateChatCompletionAsync(request);

        Assert.That((refusal.Refusal, reply.Text), Is.EqualTo(("No.", "Fine.")));
    }

    [Test]
    public void Has_no_message_of_a_completion_without_choices() =>
        Assert.That(() => new CreateChatCompletionResponse().ToRequestMessage(), Throws.InvalidOperationException);

    private sealed record Sum(int A, int B);
}
