using OpenAIChat.Validation;

namespace OpenAIChat;

/// <content>What can be told to be wrong before anything is sent.</content>
public sealed partial class UpdateChatCompletionRequest
{
    /// <summary>Checks the request against the contract and the rules of the API, as the client does before it sends.</summary>
    /// <param name="disabledRules">Rules not to check, out of <see cref="ValidationRule"/>.</param>
    /// <returns>Every violation; none when the request is valid.</returns>
    public IReadOnlyList<Violation> Validate(params string[] disabledRules) =>
        RequestRules.Check(this, disabledRules ?? throw new ArgumentNullException(nameof(disabledRules)));
}
