using OpenAIChat.Runtime;

namespace OpenAIChat.Validation;

/// <summary>What one rule finds, and what it may know beside the request.</summary>
/// <param name="check">Collects the violations of all rules.</param>
/// <param name="rule">The rule's name.</param>
/// <param name="streamed">Whether the request is about to be sent by the streaming method; null when nobody knows yet.</param>
internal readonly struct RuleFindings(ModelValidator check, string rule, bool? streamed)
{
    public bool? Streamed => streamed;

    public void Add(string path, string message) => check.Add(path, rule, message);
}
