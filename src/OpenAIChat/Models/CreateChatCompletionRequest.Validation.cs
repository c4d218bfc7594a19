using Newtonsoft.Json.Linq;
using OpenAIChat.Validation;

namespace OpenAIChat;

/// <content>What can be told to be wrong before anything is sent.</content>
public sealed partial class CreateChatCompletionRequest
{
    /// <summary>Checks the request against the contract and the rules of the API.</summary>
    /// <param name="disabledRules">Rules not to check, out of <see cref="ValidationRule"/>.</param>
    /// <returns>Every violation; none when the request is valid.</returns>
    /// <remarks>
    /// The client does it before it sends. What depends on how the request is sent is judged as far as <see cref="Stream"/> tells: left
    /// unset,
    /// <see cref="StreamOptions"/> is accepted, for the streaming method will set it.
    /// </remarks>
    public IReadOnlyList<Violation> Validate(params string[] disabledRules) =>
        RequestRules.Check(this, streamed: null, disabledRules ?? throw new ArgumentNullException(nameof(disabledRules)));

    /// <summary>Determines whether a member was put among the additional ones under its own name, where no rule can look into it.</summary>
    internal bool Adds(string name) =>
        Additional is { } additional && additional.TryGetValue(name, out JToken? value) && value is { Type: not JTokenType.Null };
}
