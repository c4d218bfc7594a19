using System.Text;

namespace OpenAIChat;

/// <summary>A request was not sent because it breaks the contract; it carries every violation.</summary>
/// <remarks>Validation can be turned off with <see cref="ChatApiOptions.ValidateRequests"/>, a single rule with
/// <see cref="ChatApiOptions.DisabledRules"/>.</remarks>
public sealed class RequestValidationException : ArgumentException
{
    /// <summary>Initializes a new instance.</summary>
    /// <param name="violations">What is wrong with the request.</param>
    public RequestValidationException(IReadOnlyList<Violation> violations)
        : base(Describe(violations), "request")
    {
        Violations = violations;
    }

    /// <summary>Gets what is wrong with the request, every bit of it.</summary>
    public IReadOnlyList<Violation> Violations { get; }

    /// <summary>Gets a text that lists every violation, one per line.</summary>
    public override string Message => Describe(Violations);

    private static string Describe(IReadOnlyList<Violation> violations)
    {
        var text = new StringBuilder("The request was not sent, since it is not valid:");
        foreach (Violation violation in violations ?? throw new ArgumentNullException(nameof(violations)))
        {
            text.Append("\n- ").Append(violation);
        }

        return text.ToString();
    }
}
