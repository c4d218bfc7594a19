using Newtonsoft.Json.Linq;
using OpenAIChat.Runtime;

namespace OpenAIChat;

/// <summary>Base of every object of the contract: keeps the members it does not know and writes them back unchanged.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(SystemTextJsonModelConverter<JsonModel>))]
#endif
public abstract class JsonModel
{
    private ModelExtras? extras;

    /// <summary>Members below index 64 that were read as an explicit null or, on a number, as a whole-number literal.</summary>
    internal ulong marks;

    private protected JsonModel()
    {
    }

    /// <summary>
    /// Gets or sets the members the contract does not know, in the order they were read; they are written after the known ones.
    /// </summary>
    /// <remarks>
    /// A known member that holds a value wins over an entry of the same name. To send an explicit null for a known member, leave it unset
    /// and add its name here with <see cref="JValue.CreateNull"/>.
    /// </remarks>
    public IDictionary<string, JToken> AdditionalProperties
    {
        get => Extras.Additional ??= new AdditionalMembers();
        set => Extras.Replace(value);
    }

    /// <summary>Gets whether there are additional properties.</summary>
    /// <remarks>Costs nothing where there are none, while <see cref="AdditionalProperties"/> creates a dictionary.</remarks>
    public bool HasAdditionalProperties => extras?.Additional is { Count: > 0 };

    /// <summary>Gets the additional members without creating the dictionary.</summary>
    internal IDictionary<string, JToken>? Additional => extras?.Additional;

    /// <summary>Gets the known members that were read with a value of the wrong kind, which is kept among the additional ones.</summary>
    internal IReadOnlyCollection<string>? Misfits => extras?.Misfits;

    /// <summary>
    /// Gets or sets what the model was when a getter created it for a member that is not set; null for every other model.
    /// </summary>
    internal JsonModel? Untouched
    {
        get => extras?.Untouched;
        set => Extras.Untouched = value;
    }

    private ModelExtras Extras => extras ??= new ModelExtras();

    /// <summary>Returns the model as compact JSON, every text of more than 200 characters shortened to its start.</summary>
    public override string ToString() => ShorteningWriter.Print(json => json.Model(this));

    /// <summary>Returns the model as compact JSON: the text that the client sends.</summary>
    public string ToJson() => ModelText.Write(this);

    /// <summary>Copies the model so that its members can be set without changing this one; members that are objects are shared.</summary>
    internal JsonModel Copy()
    {
        var copy = (JsonModel)MemberwiseClone();
        copy.extras = extras?.Copy();
        return copy;
    }

    /// <summary>Creates a copy that shares nothing with this model.</summary>
    internal abstract JsonModel CreateClone();

    internal abstract void Write(JsonOutput json);

    internal virtual void Validate(ModelValidator check)
    {
    }

    /// <summary>Keeps the value of a known member that is of the wrong kind.</summary>
    internal void KeepMisfit(string name, JToken value)
    {
        AdditionalProperties[name] = value;
        Extras.AddMisfit(name);
    }

    /// <summary>Keeps the value of a known member that is of the wrong kind, as it was written.</summary>
    internal void KeepMisfit(string name, byte[] json)
    {
        Extras.Keep(name, json);
        Extras.AddMisfit(name);
    }

    /// <summary>Keeps an unknown member as it was written.</summary>
    internal void KeepAdditional(string name, byte[] json) => Extras.Keep(name, json);

    /// <summary>Notes that a member from index 64 on was read; false when it was read before.</summary>
    internal bool See(int member) => (Extras.Seen ??= []).Add(member);

    internal void Mark(int member)
    {
        if (member < 64)
        {
            marks |= 1UL << member;
        }
        else
        {
            Extras.Mark(member);
        }
    }

    internal void Unmark(int member)
    {
        if (member < 64)
        {
            marks &= ~(1UL << member);
        }
        else
        {
            extras?.Marks?.Remove(member);
        }
    }

    internal bool IsMarked(int member) => member < 64 ? (marks & (1UL << member)) != 0 : extras?.Marks?.Contains(member) == true;
}
