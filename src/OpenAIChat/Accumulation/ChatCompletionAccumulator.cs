using Newtonsoft.Json.Linq;

namespace OpenAIChat;

/// <summary>Puts the chunks of a streamed completion together; the completion so far can be read at any time.</summary>
/// <remarks>
/// Text, refusals, tool-call arguments and audio append, what identifies or counts is replaced by its last value, and a null erases
/// nothing.
/// Members the contract does not know are kept: of a chunk or choice the last value, of a delta put together as all its pieces are, so
/// that a
/// server's <c>reasoning_content</c> is whole. It takes time in proportion to the bytes received. Not for use by several threads at once.
/// </remarks>
public sealed class ChatCompletionAccumulator
{
    private readonly IndexedList<AccumulatedChoice> choices = new(static index => new AccumulatedChoice(index));
    private readonly Dictionary<string, JToken> members = [];
    private long? created;
    private ServiceTier? serviceTier;
    private string? systemFingerprint;
    private CompletionUsage? usage;
    private ChatCompletionModeration? moderation;
    private HttpInfo? http;

    /// <summary>Gets the id of the completion; empty until it has arrived.</summary>
    public string Id { get; private set; } = "";

    /// <summary>Gets the id of the model; empty until it has arrived.</summary>
    public string Model { get; private set; } = "";

    /// <summary>Gets the answers so far, by their index.</summary>
    public IReadOnlyList<AccumulatedChoice> Choices => choices;

    /// <summary>Gets the text of the first answer so far; empty when there is none.</summary>
    public string Text => choices.Count > 0 ? choices[0].Text : "";

    /// <summary>Gets how many tokens were used; null until it has arrived, which it does only when <c>include_usage</c> is on.</summary>
    public CompletionUsage? Usage => usage;

    /// <summary>Gets whether every answer that has begun has also ended.</summary>
    public bool IsFinished => choices.Count > 0 && choices.All(static choice => choice.FinishReason is not null);

    /// <summary>Adds a chunk, which stays as it is.</summary>
    /// <param name="chunk">The next chunk of the stream.</param>
    public void Add(CreateChatCompletionStreamResponse chunk)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        Id = chunk.Id.Length > 0 ? chunk.Id : Id;
        Model = chunk.Model.Length > 0 ? chunk.Model : Model;
        created = chunk.Created != 0 ? chunk.Created : created;
        serviceTier = chunk.ServiceTier is { Value.Length: > 0 } tier ? tier : serviceTier;
        systemFingerprint = chunk.SystemFingerprint is { Length: > 0 } fingerprint ? fingerprint : systemFingerprint;
        usage = chunk.Usage ?? usage;
        moderation = chunk.Moderation ?? moderation;
        http = chunk.Http;
        for (int i = 0; i < chunk.Choices.Count; i++)
        {
            choices.GetOrAdd(chunk.Choices[i].Index).Add(chunk.Choices[i]);
        }

        members.Overwrite(chunk);
    }

    /// <summary>Gets the completion so far; further chunks do not change it.</summary>
    /// <returns>A new completion. An answer that has not ended has no finish reason.</returns>
    /// <remarks>It takes time in proportion to the whole completion so far, so it is not for every chunk: <see cref="Choices"/> shows
    /// single members.</remarks>
    public CreateChatCompletionResponse ToResponse()
    {
        var response = new CreateChatCompletionResponse
        {
            Id = Id,
            Choices = choices.Select(static choice => choice.ToChoice()).ToList(),
            Model = Model,
            ServiceTier = serviceTier,
            Usage = usage,
            Moderation = moderation,
        };
        response.SystemFingerprint = systemFingerprint;
        // Some servers send a time that is no whole number: it stays among the unknown members.
        if (created is not null || !members.ContainsKey("created"))
        {
            response.Created = created ?? 0;
        }

        response.Keep(members);
        response.TakeMetadata();
        if (http is not null)
        {
            response.Http = http;
        }

        return response;
    }
}
