using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAIChat.Testing;

namespace OpenAIChat.Extensions.Tests.AI;

/// <summary>The client under what people put around it, played by a double: function invocation calls and sends the history on.</summary>
public sealed class FunctionInvocationTests : ChatClientFixture
{
    [Test]
    public async Task A_loop_around_the_client_ends_with_the_answer()
    {
        Server.Enqueue(
            ChatReply.ToolCall("get_weather", """{"city":"Paris"}""").AndToolCall("get_weather", """{"city":"Rome"}"""),
            ChatReply.Text("Sunny in both."));
        AIFunction weather = AIFunctionFactory.Create((string city) => "sunny in " + city, "get_weather");
        using var invoking = new InvokingChatClient(Client);

        ChatResponse response = await invoking.GetResponseAsync("Weather?", new ChatOptions { Tools = [weather] });

        Assert.That(response.Text, Is.EqualTo("Sunny in both."));
        Assert.That(
            Sent["messages"]!.Select(static message => (string?)message["role"]),
            Is.EqualTo(new[] { "user", "assistant", "tool", "tool" }));
        Assert.That((string?)Sent["messages"]![3]!["content"], Does.Contain("sunny in Rome"));
    }

    [Test]
    public async Task A_streamed_loop_ends_with_the_answer()
    {
        Server.Enqueue(ChatReply.ToolCall("get_weather", """{"city":"Paris"}""").InChunksOf(3), ChatReply.Text("Sunny."));
        AIFunction weather = AIFunctionFactory.Create((string city) => "sunny in " + city, "get_weather");
        using var invoking = new InvokingChatClient(Client);

        ChatResponse response = await invoking.GetStreamingResponseAsync("Weather?", new ChatOptions { Tools = [weather] })
            .ToChatResponseAsync();

        Assert.That(response.Text, Is.EqualTo("Sunny."));
    }

    /// <summary>Invokes functions by the documented behaviour of FunctionInvokingChatClient.</summary>
    private sealed class InvokingChatClient(IChatClient inner) : DelegatingChatClient(inner)
    {
        public override async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            List<ChatMessage> history = [.. messages];
            while (true)
            {
                ChatResponse response = await base.GetResponseAsync(history, options, cancellationToken);
                history.AddRange(response.Messages);
                if (await InvokeAsync(response.Messages, options, cancellationToken) is not { } results)
                {
                    return response;
                }

                history.Add(results);
            }
        }

        public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            List<ChatMessage> history = [.. messages];
            while (true)
            {
                List<ChatResponseUpdate> updates = [];
                await foreach (ChatResponseUpdate update in base.GetStreamingResponseAsync(history, options, cancellationToken))
                {
                    updates.Add(update);
                    yield return update;
                }

                var response = updates.ToChatResponse();
                history.AddRange(response.Messages);
                if (await InvokeAsync(response.Messages, options, cancellationToken) is not { } results)
                {
                    yield break;
                }

                history.Add(results);
            }
        }

        private static async Task<ChatMessage?> InvokeAsync(
            IList<ChatMessage> messages,
            ChatOptions? options,
            CancellationToken cancellationToken)
        {
            List<AIContent> results = [];
            foreach (FunctionCallContent call in messages.SelectMany(static message => message.Contents).OfType<FunctionCallContent>())
            {
                AIFunction function = options!.Tools!.OfType<AIFunction>().First(tool => tool.Name == call.Name);
                results.Add(new FunctionResultContent(
                    call.CallId,
                    await function.InvokeAsync(new AIFunctionArguments(call.Arguments), cancellationToken)));
            }

            return results.Count == 0 ? null : new ChatMessage(ChatRole.Tool, results);
        }
    }
}
