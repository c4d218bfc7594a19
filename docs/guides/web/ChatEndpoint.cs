using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace OpenAIChat.WebSample;

/// <summary>Answers a question as server-sent events: <c>text</c>, <c>tool</c>, and at the end <c>done</c> or <c>failed</c>.</summary>
public sealed partial class ChatEndpoint(IChatApi chat, Trains trains, IConfiguration configuration, ILogger<ChatEndpoint> logger)
{
    private readonly ILogger logger = logger;
    private readonly ChatFunction[] functions = [ChatFunction.Create(trains.GetNextTrain)];
    private readonly string model = configuration["Model"] ?? "gpt-5.4";

    /// <summary>Yields the events of the answer; a browser that goes away cancels the call.</summary>
    public async IAsyncEnumerable<SseItem<ChatEvent>> AnswerAsync(
        string question,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new CreateChatCompletionRequest(
            [ChatCompletionRequestMessage.System("You answer questions about trains, briefly."), ChatCompletionRequestMessage.User(
                question)], model);
        ToolRun run = chat.RunTools(request, functions, new ToolRunOptions { MaxTurns = 5 });
        await using IAsyncEnumerator<ToolRunEvent> events = run.StreamAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            SseItem<ChatEvent>? item;
            try
            {
                if (!await events.MoveNextAsync())
                {
                    break;
                }

                item = ToItem(events.Current);
            }
            catch (Exception failure) when (failure is ApiException or RequestValidationException)
            {
                // The status is sent already: the page is told by an event, and only the log learns why.
                LogFailure(failure);
                item = new SseItem<ChatEvent>(new ChatEvent("The answer could not be completed."), "failed");
            }

            if (item is { } told)
            {
                yield return told;
                if (told.EventType == "failed")
                {
                    yield break;
                }
            }
        }

        yield return new SseItem<ChatEvent>(new ChatEvent($"{run.Usage.TotalTokens} tokens"), "done");
    }

    private static SseItem<ChatEvent>? ToItem(ToolRunEvent happened) => happened switch
    {
        ToolRunText { Text.Length: > 0 } text => new SseItem<ChatEvent>(new ChatEvent(text.Text), "text"),
        ToolCallStarted started => new SseItem<ChatEvent>(new ChatEvent(started.Call.Name), "tool"),
        _ => null,
    };

    [LoggerMessage(1, LogLevel.Error, "An answer could not be completed.")]
    private partial void LogFailure(Exception failure);
}
