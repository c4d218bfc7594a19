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

    /// <summary>Gets or sets what the model was when a getter created it.</summary>
    public JsonModel? Untouched { get; set; }

    public void Replace(IDictionary<string, JToken> additional)
    {
        Additional = additional;
        Misfits = null;
    }

    /// <summary>Gets or sets the members from index 64 on that have been read.</summary>
    public HashSet<int>? Seen { get; set; }

    public void Keep(string name, byte[] json)
    {
        if (Additional is not AdditionalMembers members)
        {
            Additional = members = new AdditionalMembers();
        }

        members.Set(name, json);
    }

    public void AddMisfit(string name) => (Misfits ??= []).Add(name);

    public void Mark(int member) => (Marks ??= []).Add(member);

    public ModelExtras Copy() => new()
    {
        Additional = Additional switch
        {
            null => null,
            AdditionalMembers members => members.Copy(),
            var other => new Dictionary<string, JToken>(other),
        },
        Misfits = Misfits is null ? null : [.. Misfits],
        Marks = Marks is null ? null : [.. Marks],
    };
}
