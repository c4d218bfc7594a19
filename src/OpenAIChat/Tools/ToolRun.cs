using System.Runtime.CompilerServices;
using OpenAIChat.Tools;

namespace OpenAIChat;

/// <summary>A conversation in which the model calls functions, and is told their results, until it answers.</summary>
/// <remarks>
/// <para>It runs once: by <see cref="ToResponseAsync"/> or by <see cref="StreamAsync"/>. It ends when an answer calls no tool, is a
/// refusal, or is cut off (its finish reason is <c>length</c> or <c>content_filter</c>), when a call is suspended, at a limit, or by an
/// exception.</para>
/// <para>A <c>tool_choice</c> that demands a call counts until the model has called: it would never answer otherwise.</para>
/// </remarks>
public sealed class ToolRun
{
    private readonly IChatApi chat;
    private readonly CreateChatCompletionRequest request;
    private readonly ToolRunOptions options;
    private readonly ToolSet tools;
    private readonly ToolConversation conversation;
    private CreateChatCompletionResponse? completion;
    private CompletionUsage? usage;
    private int callCount;
    private int started;

    internal ToolRun(IChatApi chat, CreateChatCompletionRequest request, IEnumerable<ChatFunction> functions, ToolRunOptions options)
    {
        this.chat = chat;
        this.request = request;
        this.options = options;
        tools = ToolSet.Of(functions, request.ToolsOrNull);
        conversation = new ToolConversation(request.MessagesOrNull ?? [], options.Services);
    }

    /// <summary>Gets the conversation so far: the messages of the request, those of the model, and the answers to its calls.</summary>
    /// <remarks>
    /// Another run whose request has them continues the conversation, also after they have been written as JSON and read again. Calls that
    /// are suspended have no answer yet; it begins with them.
    /// </remarks>
    public IReadOnlyList<ChatCompletionRequestMessage> Messages => conversation.Messages;

    /// <summary>Gets the tokens used so far, by all turns together; 0 where the server does not tell.</summary>
    public CompletionUsage Usage => ToolUsage.Add(usage, null);

    /// <summary>Gets how many completions the run has created.</summary>
    public int Turns { get; private set; }

    /// <summary>
    /// Gets the calls that wait for an answer: they are suspended, or call tools of the request that are no functions of the run.
    /// </summary>
    /// <value>Empty unless the run ended because of them.</value>
    public IReadOnlyList<ToolCallContext> PendingCalls => conversation.Calls.Count == 0
        ? []
        : [.. conversation.Calls.Where(static call => call.IsSuspended).Select(static call => call.Context)];

    /// <summary>Runs to the end.</summary>
    /// <param name="cancellationToken">Cancels the run: its functions are canceled and awaited.</param>
    /// <returns>
    /// The last completion: the model's answer, or, when <see cref="PendingCalls"/> is not empty, the one that made the calls.
    /// </returns>
    /// <exception cref="InvalidOperationException">The run has been started before.</exception>
    /// <exception cref="ToolRunLimitException">The run reached a limit.</exception>
    public async Task<CreateChatCompletionResponse> ToResponseAsync(CancellationToken cancellationToken = default)
    {
        Start();
        await AnswerOpenCallsAsync(cancellationToken).ConfigureAwait(false);
        while (PendingCalls.Count == 0)
        {
            completion = await chat.CreateChatCompletionAsync(BeginTurn(isStreamed: false), cancellationToken).ConfigureAwait(false);
            if (!Receive(completion))
            {
                break;
            }

            await AnswerOpenCallsAsync(cancellationToken).ConfigureAwait(false);
        }

        return completion ?? conversation.ToCompletion(request.ModelOrNull?.Value);
    }

    /// <summary>Runs to the end and tells what happens; the completions are streamed.</summary>
    /// <param name="cancellationToken">Cancels the run: its functions are canceled and awaited.</param>
    /// <returns>The events. When the enumeration is left early, the functions that are running are canceled and awaited.</returns>
    /// <exception cref="InvalidOperationException">The run has been started before.</exception>
    /// <exception cref="ToolRunLimitException">The run reached a limit.</exception>
    /// <remarks>The usage is requested with each completion, unless the request sets <c>stream_options</c>.</remarks>
    public async IAsyncEnumerable<ToolRunEvent> StreamAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Start();
        if (conversation.Calls.Count > 0)
        {
            await foreach (ToolRunEvent answered in AnswerCallsAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return answered;
            }
        }

        while (PendingCalls.Count == 0)
        {
            var accumulator = new ChatCompletionAccumulator();
            var chunks = chat.CreateChatCompletionStreamAsync(BeginTurn(isStreamed: true), cancellationToken);
            await foreach (CreateChatCompletionStreamResponse chunk in chunks.ConfigureAwait(false))
            {
                accumulator.Add(chunk);
                if (chunk.Text is { Length: > 0 } text)
                {
                    yield return new ToolRunText(text);
                }
            }

            completion = accumulator.ToResponse();
            if (!Receive(completion))
            {
                yield return new ToolTurnFinished(Turns, completion);
                yield break;
            }

            await foreach (ToolRunEvent answered in AnswerCallsAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return answered;
            }

            yield return new ToolTurnFinished(Turns, completion);
        }
    }

    private async ValueTask AnswerOpenCallsAsync(CancellationToken cancellationToken)
    {
        if (conversation.Calls.Count > 0)
        {
            await foreach (ToolRunEvent _ in AnswerCallsAsync(cancellationToken).ConfigureAwait(false))
            {
            }
        }
    }

    private void Start()
    {
        if (Interlocked.Exchange(ref started, 1) != 0)
        {
            throw new InvalidOperationException("A tool run runs only once. Create another one with RunTools.");
        }
    }

    private CreateChatCompletionRequest BeginTurn(bool isStreamed)
    {
        if (Turns == options.MaxTurns)
        {
            throw new ToolRunLimitException(ToolRunLimit.Turns, options.MaxTurns, this, completion);
        }

        Turns++;
        var next = (CreateChatCompletionRequest)request.Copy();
        next.Messages = [.. conversation.Messages];
        next.Tools = tools.Tools;
        if (conversation.Calls.Count > 0)
        {
            next.ToolChoice = next.ToolChoice?.WithoutDemand();
        }

        if (isStreamed)
        {
            next.StreamOptions ??= new ChatCompletionStreamOptions { IncludeUsage = true };
        }

        return next;
    }

    // Says whether the answer calls tools that may be executed.
    private bool Receive(CreateChatCompletionResponse answer)
    {
        usage = ToolUsage.Add(usage, answer.Usage);
        if (answer.Choices.Count == 0)
        {
            return false;
        }

        if (!conversation.Add(answer, options.KeepUnknown, Turns))
        {
            return false;
        }

        FinishReason reason = answer.Choices[0].FinishReason;
        if (reason == FinishReason.Length || reason == FinishReason.ContentFilter || answer.Refusal is { Length: > 0 })
        {
            conversation.AnswerAll(answer.Refusal is { Length: > 0 } ? ToolAnswers.Refused : ToolAnswers.NotWhole);
            return false;
        }

        callCount += conversation.Calls.Count;
        if (callCount > options.MaxToolCalls)
        {
            conversation.AnswerAll(ToolAnswers.TooMany);
            throw new ToolRunLimitException(ToolRunLimit.ToolCalls, options.MaxToolCalls, this, answer);
        }

        return true;
    }

    private IAsyncEnumerable<ToolRunEvent> AnswerCallsAsync(CancellationToken cancellationToken)
    {
        int maxParallelCalls = request.ParallelToolCalls == false ? 1 : options.MaxParallelCalls;
        return new ToolCallBatch(conversation.Calls, tools, options, maxParallelCalls).AnswerAsync(cancellationToken);
    }
}
