using OpenAIChat.Runtime;

namespace OpenAIChat.StructuredOutput;

/// <summary>Where reading is, and what has been found wrong on the way.</summary>
/// <param name="isPartial">Whether the text is still arriving: what is missing is then no fault, and what is wrong is left out.</param>
internal sealed class ReadContext(bool isPartial)
{
    private const int MaximumFaults = 20;

    private readonly List<(string? Name, int Index)> steps = [];
    private List<ReadFault>? faults;

    /// <summary>Gets what stands for a value that could not be read.</summary>
    public static object NotRead { get; } = new();

    public bool IsPartial => isPartial;

    public IReadOnlyList<ReadFault> Faults => faults ?? (IReadOnlyList<ReadFault>)[];

    public void Enter(string member) => steps.Add((member, 0));

    public void Enter(int index) => steps.Add((null, index));

    public void Leave() => steps.RemoveAt(steps.Count - 1);

    /// <summary>Reports a fault at the present place.</summary>
    /// <returns><see cref="NotRead"/>.</returns>
    public object Fault(string message)
    {
        if (!isPartial && (faults ??= []).Count < MaximumFaults)
        {
            faults.Add(new ReadFault(Path(), message));
        }

        return NotRead;
    }

    /// <summary>Reports a fault at a member of the present place.</summary>
    public void Fault(string member, string message)
    {
        Enter(member);
        Fault(message);
        Leave();
    }

    private string Path()
    {
        string path = "";
        foreach ((string? name, int index) in steps)
        {
            path = JsonPath.Join(path, name is null ? JsonPath.Index(index) : JsonPath.Key(name));
        }

        return path;
    }
}
