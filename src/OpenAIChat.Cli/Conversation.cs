using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Cli;

/// <summary>The messages so far, and how the next reply is fetched and printed.</summary>
internal sealed class Conversation(IChatApi chat, CliOptions options, CliConsole console)
{
    private readonly RequestTemplate template = new(options);
    private readonly List<ChatCompletionRequestMessage> messages = [];
    private IReadOnlyList<FileInfo> attachments = options.Attachments;

    public string Model { get; set; } = options.Model;

    public string? System { get; set; } = options.System;

    /// <summary>Asks and prints the reply. One that is cut short is kept as far as it came; a question that gets none is forgotten.</summary>
    public async Task AskAsync(string prompt, CancellationToken cancellationToken)
    {
        ChatCompletionRequestUserMessage question = ToQuestion(prompt);
        CreateChatCompletionRequest request = template.Create(Model, [.. Instructions, .. messages, question]);
        var accumulator = new ChatCompletionAccumulator();
        var stats = new ReplyStats(TimeProvider.System);
        CreateChatCompletionResponse reply;
        try
        {
            reply = options.Stream
                ? await StreamAsync(request, accumulator, stats, cancellationToken).ConfigureAwait(false)
                : await WholeAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Keep(question, accumulator.Text);
            throw;
        }

        Keep(question, reply);
        if (options.Stats)
        {
            await console.Error.WriteLineAsync(stats.ToLine(reply.Usage, reply.Http)).ConfigureAwait(false);
        }
    }

    /// <summary>Returns the conversation as the request that would go on with it.</summary>
    public string ToJson() => JObject.Parse(template.Create(Model, [.. Instructions, .. messages]).ToString()).ToString(Formatting.Indented);

    private IEnumerable<ChatCompletionRequestMessage> Instructions =>
        string.IsNullOrWhiteSpace(System) ? [] : [new ChatCompletionRequestSystemMessage { Content = System }];

    private ChatCompletionRequestUserMessage ToQuestion(string prompt)
    {
        if (attachments.Count == 0)
        {
            return new ChatCompletionRequestUserMessage { Content = prompt };
        }

        ChatCompletionRequestMessageContentPart[] parts =
            [new ChatCompletionRequestMessageContentPartText { Text = prompt }, .. attachments.Select(Attachment.Read)];
        return new ChatCompletionRequestUserMessage { Content = parts };
    }

    private void Keep(ChatCompletionRequestUserMessage question, CreateChatCompletionResponse reply)
    {
        attachments = [];
        messages.Add(question);
        messages.Add(reply.Choices is { Count: > 0 } ? reply.ToRequestMessage() : new ChatCompletionRequestAssistantMessage { Content = "" });
    }

    private void Keep(ChatCompletionRequestUserMessage question, string answer)
    {
        attachments = [];
        messages.Add(question);
        messages.Add(new ChatCompletionRequestAssistantMessage { Content = answer });
    }

    private async Task<CreateChatCompletionResponse> StreamAsync(
        CreateChatCompletionRequest request, ChatCompletionAccumulator accumulator, ReplyStats stats, CancellationToken cancellationToken)
    {
        bool isInLine = false;
        try
        {
            await foreach (CreateChatCompletionStreamResponse chunk in chat.CreateChatCompletionStreamAsync(request, cancellationToken).ConfigureAwait(false))
            {
                accumulator.Add(chunk);
                // A refusal is an answer, too.
                string piece = chunk.Choices is [{ Delta: { } delta }, ..] ? delta.Content + delta.Refusal : "";
                if (piece.Length > 0)
                {
                    stats.NoteToken();
                    await PrintAsync(piece).ConfigureAwait(false);
                    isInLine = true;
                }
            }
        }
        catch (ApiException) when (isInLine)
        {
            // The error is told on a line of its own.
            await PrintAsync(console.Output.NewLine).ConfigureAwait(false);
            throw;
        }

        await PrintAsync(console.Output.NewLine).ConfigureAwait(false);
        return accumulator.ToResponse();
    }

    private async Task<CreateChatCompletionResponse> WholeAsync(CreateChatCompletionRequest request, CancellationToken cancellationToken)
    {
        CreateChatCompletionResponse reply = await chat.CreateChatCompletionAsync(request, cancellationToken).ConfigureAwait(false);
        await PrintAsync(reply.Text + reply.Refusal + console.Output.NewLine).ConfigureAwait(false);
        return reply;
    }

    // With --json the connection has printed what it received.
    private Task PrintAsync(string text) => options.Json ? Task.CompletedTask : console.WriteAsync(console.IsTerminal ? TerminalText.Clean(text) : text);
}
