using Newtonsoft.Json.Linq;

namespace OpenAIChat;

/// <content>Takes what it lacks from another request.</content>
public sealed partial class CreateChatCompletionRequest
{
    /// <summary>Copies the request and sets, in the copy, the members that the defaults set and the request does not.</summary>
    /// <param name="defaults">The defaults; like this request, they are not changed.</param>
    /// <param name="extra">The members that are put over the request afterwards: they count as set.</param>
    /// <param name="streamed">Whether the request goes out by the streaming method.</param>
    /// <remarks>An explicit null in the request is a value too. A default that does not go with the request is left out.</remarks>
    internal CreateChatCompletionRequest WithDefaults(CreateChatCompletionRequest defaults, JObject? extra, bool streamed)
    {
        CreateChatCompletionRequest sent = extra is { Count: > 0 } ? extra.ToModel(Read).FilledFrom(this) : this;
        return FilledFrom(defaults.ApplicableTo(sent, streamed));
    }

    /// <summary>Copies the request without an empty list of tools, which the API refuses ("[] is too short"); any other request stays as
    /// it is.</summary>
    internal CreateChatCompletionRequest WithoutEmptyTools()
    {
        if (ToolsOrNull is not { Count: 0 })
        {
            return this;
        }

        var copy = (CreateChatCompletionRequest)Copy();
        copy.Tools = null;
        return copy;
    }

    private CreateChatCompletionRequest FilledFrom(CreateChatCompletionRequest other)
    {
        var copy = (CreateChatCompletionRequest)Copy();
        copy.Fill(other);
        copy.FillAdditional(other);
        return copy;
    }

    private void FillAdditional(CreateChatCompletionRequest defaults)
    {
        if (defaults.Additional is not { Count: > 0 } additional)
        {
            return;
        }

        foreach (KeyValuePair<string, JToken> member in additional)
        {
            // What the request sets as a member wins when both are written; so does an explicit null that it was read with.
            int known = Members.IndexOf(member.Key);
            if (!AdditionalProperties.ContainsKey(member.Key) && (known < 0 || !IsMarked(known)))
            {
                AdditionalProperties[member.Key] = member.Value;
            }
        }
    }
}
