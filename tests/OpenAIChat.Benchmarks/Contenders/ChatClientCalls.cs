using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using OfficialMessage = OpenAI.Chat.ChatMessage;

namespace OpenAIChat.Benchmarks.Contenders;

/// <summary>A conversation with tools, once for <see cref="IChatClient"/> and once for the official SDK called directly.</summary>
internal sealed class ChatClientCalls
{
    private readonly List<Microsoft.Extensions.AI.ChatMessage> messages = [];
    private readonly ChatOptions options = new() { Temperature = 0.5f };
    private readonly IChatClient client;

    private readonly List<OfficialMessage> officialMessages = [];
    private readonly ChatCompletionOptions officialOptions = new() { Temperature = 0.5f };
    private readonly ChatClient officialClient;

    /// <summary>Prepares the messages and the clients; the answer is the same for both.</summary>
    public ChatClientCalls(Conversation conversation, byte[] answer, string mediaType)
    {
        client = new ChatApi(
            new HttpClient(new CannedHandler(answer, mediaType)),
            new ChatApiOptions { ApiKey = "sk-benchmark", BaseUrl = new Uri("http://localhost/v1") })
            .AsIChatClient("gpt-5.4");
        officialClient = new ChatClient("gpt-5.4", new ApiKeyCredential("sk-benchmark"), new OpenAIClientOptions
        {
            Endpoint = new Uri("http://localhost/v1"),
            Transport = new HttpClientPipelineTransport(new HttpClient(new CannedHandler(answer, mediaType))),
        });
        for (int index = 0; index < conversation.Messages; index++)
        {
            Add(index, conversation);
        }

        for (int index = 0; index < conversation.Tools; index++)
        {
            AddTool(index);
        }
    }

    public async Task CallAsync() => GC.KeepAlive((await client.GetResponseAsync(messages, options)).Text);

    public async Task CallOfficialAsync() =>
        GC.KeepAlive((await officialClient.CompleteChatAsync(officialMessages, officialOptions)).Value.Content[0].Text);

    public async Task StreamAsync()
    {
        int length = 0;
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(messages, options))
        {
            length += update.Text.Length;
        }

        GC.KeepAlive(length);
    }

    public async Task StreamOfficialAsync()
    {
        int length = 0;
        await foreach (StreamingChatCompletionUpdate update in officialClient.CompleteChatStreamingAsync(officialMessages, officialOptions))
        {
            length += update.ContentUpdate.Count > 0 ? update.ContentUpdate[0].Text.Length : 0;
        }

        GC.KeepAlive(length);
    }

    // An agent's conversation: each question is followed by a call, its result and an answer.
    private void Add(int index, Conversation conversation)
    {
        string text = Payloads.Text(index, conversation.Characters);
        switch (conversation.HasCalls ? index % 4 : index % 2 * 3)
        {
            case 0:
                messages.Add(new(ChatRole.User, text));
                officialMessages.Add(new UserChatMessage(text));
                break;
            case 1:
                messages.Add(new(ChatRole.Assistant, [new FunctionCallContent(
                    $"call_{index}",
                    "tool_1",
                    new Dictionary<string, object?> { ["field_0"] = "a", ["field_1"] = 1 })]));
                officialMessages.Add(new AssistantChatMessage([ChatToolCall.CreateFunctionToolCall(
                    $"call_{index}",
                    "tool_1",
                    BinaryData.FromString("""{"field_0":"a","field_1":1}"""))]));
                break;
            case 2:
                messages.Add(new(ChatRole.Tool, [new FunctionResultContent($"call_{index - 1}", text)]));
                officialMessages.Add(new ToolChatMessage($"call_{index - 1}", text));
                break;
            default:
                messages.Add(new(ChatRole.Assistant, text));
                officialMessages.Add(new AssistantChatMessage(text));
                break;
        }
    }

    private void AddTool(int index)
    {
        var (name, description, schema) = Payloads.Tool(index);
        using var document = System.Text.Json.JsonDocument.Parse(schema);
        (options.Tools ??= []).Add(AIFunctionFactory.CreateDeclaration(name, description, document.RootElement.Clone()));
        officialOptions.Tools.Add(OpenAI.Chat.ChatTool.CreateFunctionTool(name, description, BinaryData.FromString(schema)));
    }

    /// <summary>What is sent.</summary>
    /// <param name="Messages">How many messages.</param>
    /// <param name="Characters">How many characters each has, about.</param>
    /// <param name="Tools">How many tools are offered.</param>
    /// <param name="HasCalls">Whether every second message belongs to a call of a tool.</param>
    internal sealed record Conversation(int Messages, int Characters, int Tools, bool HasCalls = false);
}
