namespace OpenAIChat.Tools;

/// <summary>The messages of a run: behind the last one that calls tools stand the answers, in the order of the calls.</summary>
internal sealed class ToolConversation
{
    private readonly IServiceProvider? services;
    private ChatCompletionRequestMessage[] messages;
    private HashSet<string>? ids;

    // The last answer becomes a message when somebody asks for it.
    private CreateChatCompletionResponse? conclusion;
    private bool keepsUnknown;

    public ToolConversation(IList<ChatCompletionRequestMessage> given, IServiceProvider? services)
    {
        this.services = services;
        messages = [.. given];
        Resume();
    }

    /// <summary>Gets the messages with the answers there are.</summary>
    public IReadOnlyList<ChatCompletionRequestMessage> Messages
    {
        get
        {
            if (conclusion is { } answer)
            {
                conclusion = null;
                Add(answer.ToRequestMessage(keepsUnknown), turn: 0);
            }

            return Calls.Count == 0
                ? messages
                : [.. messages, .. Calls.Select(static call => call.Answer).OfType<ChatCompletionRequestToolMessage>()];
        }
    }

    /// <summary>Gets the calls of the last message.</summary>
    public IReadOnlyList<PendingToolCall> Calls { get; private set; } = [];

    /// <summary>Adds an answer.</summary>
    /// <returns>Whether it calls tools.</returns>
    public bool Add(CreateChatCompletionResponse answer, bool keepUnknown, int turn)
    {
        if (answer.Choices[0].Message is { ToolCalls: not { Count: > 0 }, FunctionCall: null })
        {
            (conclusion, keepsUnknown) = (answer, keepUnknown);
            return false;
        }

        Add(answer.ToRequestMessage(keepUnknown), turn);
        return Calls.Count > 0;
    }

    /// <summary>Gives every call the same answer.</summary>
    public void AnswerAll(string text)
    {
        foreach (PendingToolCall call in Calls)
        {
            call.Complete(text);
        }
    }

    /// <summary>Puts the last message into a completion, for a run that has made none.</summary>
    public CreateChatCompletionResponse ToCompletion(string? model)
    {
        var last = (ChatCompletionRequestAssistantMessage)messages[messages.Length - 1];
        var message = new ChatCompletionResponseMessage
        {
            Content = last.Content?.AsText,
            Refusal = last.Refusal,
            ToolCalls = last.ToolCallsOrNull
        };
        return CreateChatCompletionResponse.FromMessage(message, FinishReason.ToolCalls, model ?? "", id: "");
    }

    private void Add(ChatCompletionRequestAssistantMessage message, int turn)
    {
        if (Calls.Count > 0)
        {
            messages = [.. Messages];
        }

        Calls = ToolCallReader.TakeCalls(message) is { Count: > 0 } calls ? Open(message, calls, turn) : [];
        messages = [.. messages, message];
    }

    // The messages can end in calls that an earlier run, or the caller, has not answered yet, or not in their order.
    private void Resume()
    {
        int last = messages.Length - 1;
        while (last >= 0 && messages[last] is ChatCompletionRequestToolMessage)
        {
            last--;
        }

        if (last < 0 || messages[last] is not ChatCompletionRequestAssistantMessage { ToolCalls: { Count: > 0 } calls } caller)
        {
            return;
        }

        var answers = messages.Skip(last + 1).Cast<ChatCompletionRequestToolMessage>().ToLookup(static answer => answer.ToolCallId);
        var known = calls.Select(ToolCallReader.Id).ToLookup(static id => id);
        if (!answers.All(given => given.Key.Length > 0 && given.Count() == known[given.Key].Count()))
        {
            // Answers to other calls: the API says what is wrong.
            return;
        }

        var message = (ChatCompletionRequestAssistantMessage)caller.Copy();
        messages = [.. messages.Take(last), message];
        // Ids that are there stay, for there are answers to them.
        ids = [];
        Calls = Open(message, calls, turn: 0);
        ids = null;
        foreach (PendingToolCall call in Calls)
        {
            if (answers[call.Context.Id].FirstOrDefault() is { } answer)
            {
                call.Complete(answer);
            }
        }
    }

    // The message is given calls of its own, each with an id that no other call has.
    private List<PendingToolCall> Open(ChatCompletionRequestAssistantMessage message, IList<ChatCompletionToolCall> calls, int turn)
    {
        ids ??= [.. messages
            .OfType<ChatCompletionRequestAssistantMessage>()
            .SelectMany(static earlier => earlier.ToolCalls ?? [])
            .Select(ToolCallReader.Id)];
        var open = new List<PendingToolCall>(calls.Count);
        message.ToolCalls = new List<ChatCompletionToolCall>(calls.Count);
        for (int i = 0; i < calls.Count; i++)
        {
            if (ToolCallReader.WithId(calls[i], NewId(calls[i], i)) is { } call)
            {
                message.ToolCalls.Add(call);
                open.Add(new PendingToolCall(ToolCallReader.Read(call, turn, services), call.Type));
            }
        }

        return open;
    }

    private string NewId(ChatCompletionToolCall? call, int index)
    {
        string id = ToolCallReader.Id(call);
        for (int attempt = 0; id.Length == 0 || !ids!.Add(id); attempt++)
        {
            // The position among the messages is taken only once.
            id = FormattableString.Invariant($"call_{messages.Length}_{index}");
            id += attempt == 0 ? "" : FormattableString.Invariant($"_{attempt}");
        }

        return id;
    }
}
