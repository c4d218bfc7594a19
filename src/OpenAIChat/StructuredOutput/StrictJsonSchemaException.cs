using System.Text;

namespace OpenAIChat;

/// <summary>The exception that is thrown when a type has no strict JSON Schema; it names every member at fault, with its remedy.</summary>
public sealed class StrictJsonSchemaException : ArgumentException
{
    /// <summary>Initializes a new instance.</summary>
    /// <param name="type">The type, by its name.</param>
    /// <param name="problems">What is wrong with it.</param>
    public StrictJsonSchemaException(string type, IReadOnlyList<StrictJsonSchemaProblem> problems)
        : base(Describe(type, problems)) => Problems = problems;

    /// <summary>Gets what is wrong with the type, one entry for each member.</summary>
    public IReadOnlyList<StrictJsonSchemaProblem> Problems { get; }

    private static string Describe(string type, IReadOnlyList<StrictJsonSchemaProblem> problems)
    {
        var text = new StringBuilder($"{type} has no strict JSON Schema:");
        foreach (StrictJsonSchemaProblem problem in problems ?? throw new ArgumentNullException(nameof(problems)))
        {
            text.Append("\n- ").Append(problem);
        }

        return text.ToString();
    }
}
