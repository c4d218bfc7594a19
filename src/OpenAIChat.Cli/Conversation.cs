using System.Text;
using Newtonsoft.Json;

namespace OpenAIChat.Cli;

/// <summary>The messages so far, and how the next reply is fetched and printed.</summary>
internal sealed class Conversation
{
    private readonly List<ChatCompletionRequestMessage> messages = [];
    private readonly ChatApi chat;
    private readonly CliOptions options;
    private readonly TextWriter output;

    public Conversation(ChatApi chat, CliOptions options, TextWriter output)
    {
        this.chat = chat;
        this.options = options;
        this.output = output;
        if (options.System is { } instructions)
        {
            messages.Add(new ChatCompletionRequestSystemMessage { Content = instructions });
        }
    }

    /// <summary>Asks and prints the reply. A question that gets none is forgotten.</summary>
    public async Task AskAsync(string prompt, CancellationToken cancellationToken)
    {
        var question = new ChatCompletionRequestUserMessage { Content = prompt };
        var request = new CreateChatCompletionRequest { Model = options.Model, Messages = [.. messages, question] };
        string answer = options.Stream
            ? await StreamAsync(request, cancellationToken).ConfigureAwait(false)
            : await WholeAsync(request, cancellationToken).ConfigureAwait(false);
        messages.Add(question);
        messages.Add(new ChatCompletionRequestAssistantMessage { Content = answer });
    }

    private async Task<string> StreamAsync(CreateChatCompletionRequest request, CancellationToken cancellationToken)
    {
        var answer = new StringBuilder();
        await foreach (var chunk in chat.CreateChatCompletionStreamAsync(request, cancellationToken).ConfigureAwait(false))
        {
            string piece = TextOf(chunk);
            answer.Append(piece);
            await PrintAsync(options.Json ? JsonConvert.SerializeObject(chunk) + output.NewLine : piece).ConfigureAwait(false);
        }

        await PrintAsync(options.Json ? "" : output.NewLine).ConfigureAwait(false);
        return answer.ToString();
    }

    private async Task<string> WholeAsync(CreateChatCompletionRequest request, CancellationToken cancellationToken)
    {
        CreateChatCompletionResponse reply = await chat.CreateChatCompletionAsync(request, cancellationToken).ConfigureAwait(false);
        string answer = TextOf(reply);
        string printed = options.Json ? JsonConvert.SerializeObject(reply, Formatting.Indented) : answer;
        await PrintAsync(printed + output.NewLine).ConfigureAwait(false);
        return answer;
    }

    private async Task PrintAsync(string text)
    {
        await output.WriteAsync(text).ConfigureAwait(false);
        await output.FlushAsync().ConfigureAwait(false);
    }

    // A refusal is the answer, too.
    private static string TextOf(CreateChatCompletionStreamResponse chunk) =>
        chunk.Choices is [{ Delta: { } delta }, ..] ? delta.Content + delta.Refusal : "";

    private static string TextOf(CreateChatCompletionResponse reply) =>
        reply.Choices is [{ Message: { } message }, ..] ? message.Content + message.Refusal : "";
}
