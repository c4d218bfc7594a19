namespace OpenAIChat.Validation;

/// <summary>Base of the rules that no single member can tell, one class for each.</summary>
internal abstract class RequestRule(string name)
{
    /// <summary>Gets the name by which the rule is turned off.</summary>
    public string Name => name;

    /// <summary>Reports where the request breaks the rule.</summary>
    /// <param name="request">The request; its members may hold anything.</param>
    /// <param name="findings">Takes what is found.</param>
    public abstract void Check(CreateChatCompletionRequest request, RuleFindings findings);
}
