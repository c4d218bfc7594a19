using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenAIChat.Runtime;

namespace OpenAIChat;

/// <summary>An answer as far as it has arrived.</summary>
public sealed class AccumulatedChoice
{
    private readonly TextBuilder content = new();
    private readonly TextBuilder refusal = new();
    private readonly IndexedList<AccumulatedToolCall> toolCalls = new(static index => new AccumulatedToolCall(index));
    private readonly MembersBuilder messageMembers = new();
    private readonly Dictionary<string, JToken> choiceMembers = [];
    private FunctionCallBuilder? functionCall;
    private LogprobsBuilder? logprobs;
    private AccumulatedToolCall? lastToolCall;
    private Dictionary<int, int>? reusedIndexes;

    internal AccumulatedChoice(int index) => Index = index;

    /// <summary>Gets the position of the answer among the choices.</summary>
    public int Index { get; }

    /// <summary>Gets who speaks.</summary>
    /// <value>The default is <c>assistant</c>.</value>
    public string Role { get; private set; } = "assistant";

    /// <summary>Gets the text so far; empty when there is none.</summary>
    /// <remarks>The text is put together when it is read: reading it after every chunk of a long answer costs more than writing each
    /// chunk's own text.</remarks>
    public string Text => content.Value ?? "";

    /// <summary>Gets the text in which the model refuses, so far; null when it does not.</summary>
    public string? Refusal => refusal.Value;

    /// <summary>Gets the tool calls so far, by their index.</summary>
    public IReadOnlyList<AccumulatedToolCall> ToolCalls => toolCalls;

    /// <summary>Gets why the model stopped; null while it has not.</summary>
    public FinishReason? FinishReason { get; private set; }

    internal void Add(CreateChatCompletionStreamResponseChoice piece)
    {
        AddDelta(piece.Delta);
        if (piece.Logprobs is { } probabilities)
        {
            (logprobs ??= new LogprobsBuilder()).Add(probabilities);
        }

        // Some servers say "" while there is more to come.
        if (piece.FinishReason is { Value.Length: > 0 } reason)
        {
            FinishReason = reason;
        }

        choiceMembers.Overwrite(piece);
    }

    internal CreateChatCompletionResponseChoice ToChoice()
    {
        var choice = new CreateChatCompletionResponseChoice { Index = Index, Message = ToMessage(), Logprobs = logprobs?.ToLogprobs() };
        if (FinishReason is { } reason)
        {
            choice.FinishReason = reason;
        }

        choice.Keep(choiceMembers);
        return choice;
    }

    private void AddDelta(ChatCompletionStreamResponseDelta delta)
    {
        if (delta.Role is { Value.Length: > 0 } role)
        {
            Role = role.Value;
        }

        content.Append(delta.Content ?? MismatchedText.OfContent(delta));
        refusal.Append(delta.Refusal);
        for (int i = 0; i < delta.ToolCalls?.Count; i++)
        {
            lastToolCall = CallOf(delta.ToolCalls[i]);
            lastToolCall.Add(delta.ToolCalls[i]);
        }

        if (delta.FunctionCall is { } call)
        {
            (functionCall ??= new FunctionCallBuilder()).Add(call);
        }

        messageMembers.Add(delta);
    }

    private AccumulatedToolCall CallOf(ChatCompletionMessageToolCallChunk piece)
    {
        if ((piece.HasIndex ? piece.Index : MismatchedText.OfIndex(piece)) is { } index)
        {
            AccumulatedToolCall call = toolCalls.GetOrAdd(
                reusedIndexes is not null && reusedIndexes.TryGetValue(index, out int other) ? other : index);
            if (!IsAnother(piece, call))
            {
                return call;
            }

            AccumulatedToolCall next = AddCall();
            (reusedIndexes ??= [])[index] = next.Index;
            return next;
        }

        // Some servers leave the index out: then a new id begins a new call, or a further name where there are no ids.
        bool isNew = piece.Id is { Length: > 0 } id
            ? lastToolCall is { Id.Length: > 0 } && id != lastToolCall.Id
            : lastToolCall is { Id.Length: 0, Name.Length: > 0 } && piece.Function is { Name.Length: > 0 };
        return lastToolCall is null || isNew ? AddCall() : lastToolCall;
    }

    // Gemini, for one, gives every call the same index, and its calls may have no ids. Neither an id nor a name alone tells: other servers
    // send
    // a new id, or the name again, with every piece.
    private static bool IsAnother(ChatCompletionMessageToolCallChunk piece, AccumulatedToolCall call) =>
        piece.Function is { Name.Length: > 0 } function && call.Name.Length > 0
        && (piece.Id is { Length: > 0 } id && call.Id.Length > 0
            ? id != call.Id
            : function.Arguments is ['{', ..] && call.HasWholeArguments());

    private AccumulatedToolCall AddCall() => toolCalls.GetOrAdd(toolCalls.NextIndex);

    private ChatCompletionResponseMessage ToMessage()
    {
        var message = new ChatCompletionResponseMessage { Refusal = refusal.Value, Role = Role };
        if (ToParts() is { } parts)
        {
            message.KeepMisfit("content", parts);
        }
        else
        {
            message.Content = content.Value;
        }

        if (toolCalls.Count > 0)
        {
            message.ToolCalls = toolCalls.Select(static call => call.ToToolCall()).ToList();
        }

        message.FunctionCall = functionCall?.ToFunctionCall();

        // The contract's deltas know neither audio nor annotations; the message does.
        message.Audio = Take("audio", ChatCompletionResponseMessageAudio.Read);
        message.Annotations = Take(
            "annotations",
            static json => json.ReadList<ChatCompletionResponseMessageAnnotation>(ChatCompletionResponseMessageAnnotation.Read));
        messageMembers.CopyTo(message, "content", message.Audio is null ? "" : "audio", message.Annotations is null ? "" : "annotations");
        return message;
    }

    // Content that came in parts of which not all are text stays a list, as it is when it is not streamed; its text is the last part.
    private JArray? ToParts()
    {
        if (!messageMembers.TryGet("content", out JsonBuilder? given) || given.ToToken() is not JArray all)
        {
            return null;
        }

        var parts = new JArray(all.Where(static part => !MismatchedText.IsTextPart(part)));
        if (parts.Count > 0 && content.Value is { Length: > 0 } text)
        {
            parts.Add(new JObject { ["type"] = "text", ["text"] = text });
        }

        return parts.Count > 0 ? parts : null;
    }

    private T? Take<T>(string name, JsonRead<T> read)
        where T : class
    {
        try
        {
            return messageMembers.TryGet(name, out JsonBuilder? value) && value.ToToken() is { Type: not JTokenType.Null } token
                ? token.ToModel(read)
                : null;
        }
        catch (JsonException)
        {
            // Not what the contract expects under this name: it stays among the unknown members.
            return null;
        }
    }
}
