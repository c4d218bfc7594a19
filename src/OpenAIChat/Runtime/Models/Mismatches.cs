namespace OpenAIChat.Runtime;

/// <summary>
/// The nulls and the values of another kind that were read among the items of a list or the entries of a map, as they were written.
/// </summary>
internal sealed class Mismatches
{
    private readonly List<(int Index, string? Name, byte[]? Json)> values = [];
    private Dictionary<string, int>? names;

    // How many items that fit were read beside them.
    private int fitting;

    /// <summary>Keeps an item of a list.</summary>
    /// <param name="index">How many items that fit precede it.</param>
    /// <param name="json">The value.</param>
    public void Add(int index, byte[] json) => values.Add((index, null, json));

    /// <summary>Keeps an entry of a map.</summary>
    /// <param name="index">How many entries that fit precede it.</param>
    /// <param name="name">The entry's name.</param>
    /// <param name="json">The value.</param>
    public void Add(int index, string name, byte[] json)
    {
        (names ??= [])[name] = values.Count;
        values.Add((index, name, json));
    }

    /// <summary>Forgets the entry of a name that has come again.</summary>
    public void Remove(string name)
    {
        if (names is not null && names.TryGetValue(name, out int at))
        {
            names.Remove(name);
            values[at] = (values[at].Index, name, null);
        }
    }

    public void Close(int fitting) => this.fitting = fitting;

    /// <summary>Writes those that stood before an item, and at the end all others.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="next">The first of them not written yet.</param>
    /// <param name="index">The item's index; <see cref="int.MaxValue"/> at the end.</param>
    /// <param name="count">How many items there are now. Once some were removed, nothing is written: the caller has seen to the
    /// collection.</param>
    /// <param name="isSet">Tells whether the caller has since set an entry of that name.</param>
    public void Write(JsonOutput json, ref int next, int index, int count, Func<string, bool>? isSet)
    {
        for (; count >= fitting && next < values.Count && values[next].Index <= index; next++)
        {
            (_, string? name, byte[]? value) = values[next];
            if (value is null || (name is not null && isSet!(name)))
            {
                continue;
            }

            if (name is not null)
            {
                json.Name(name);
            }

            json.Raw(value);
        }
    }
}
