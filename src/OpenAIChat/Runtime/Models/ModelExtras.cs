using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>What only few models hold beside their members: apart, so that the others are small.</summary>
internal sealed class ModelExtras
{
    /// <summary>Gets or sets the additional members.</summary>
    public IDictionary<string, JToken>? Additional { get; set; }

    /// <summary>Gets the known members that were read with a value of the wrong kind, which is kept among the additional ones.</summary>
    public HashSet<string>? Misfits { get; private set; }

    /// <summary>Gets the marks of the members from index 64 on.</summary>
    public HashSet<int>? Marks { get; private set; }

    public void Replace(IDictionary<string, JToken> additional)
    {
        Additional = additional;
        Misfits = null;
    }

    public void KeepMisfit(string name, JToken value)
    {
        (Misfits ??= []).Add(name);
        (Additional ??= new Dictionary<string, JToken>())[name] = value;
    }

    public void Mark(int member) => (Marks ??= []).Add(member);

    public ModelExtras Copy() => new()
    {
        Additional = Additional is null ? null : new Dictionary<string, JToken>(Additional),
        Misfits = Misfits is null ? null : [.. Misfits],
        Marks = Marks is null ? null : [.. Marks],
    };
}
