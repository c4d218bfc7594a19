using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>Members by name in the order in which they came; those that were read stay UTF-8 until somebody looks at them.</summary>
internal sealed class AdditionalMembers : IDictionary<string, JToken>, IReadOnlyDictionary<string, JToken>
{
    // So few are found sooner by looking at each.
    private const int MaxLinear = 8;

    // Removed ones leave a gap without a name.
    private Entry[] entries;
    private int used;
    private Dictionary<string, int>? indexes;

    public AdditionalMembers() => entries = new Entry[1];

    private AdditionalMembers(AdditionalMembers other)
    {
        entries = (Entry[])other.entries.Clone();
        used = other.used;
        Count = other.Count;
        indexes = other.indexes is null ? null : new Dictionary<string, int>(other.indexes);
    }

    public int Count { get; private set; }

    public bool IsReadOnly => false;

    public ICollection<string> Keys => [.. this.Select(static member => member.Key)];

    public ICollection<JToken> Values => [.. this.Select(static member => member.Value)];

    IEnumerable<string> IReadOnlyDictionary<string, JToken>.Keys => Keys;

    IEnumerable<JToken> IReadOnlyDictionary<string, JToken>.Values => Values;

    public JToken this[string key]
    {
        get => TryGetValue(key, out JToken? value) ? value : throw new KeyNotFoundException($"There is no additional member '{key}'.");
        set => Set(key, value);
    }

    /// <summary>Sets a member to JSON that has been read.</summary>
    public void Set(string name, byte[] json) => Set(name, (object)json);

    /// <summary>Copies the members; the trees of those that somebody has looked at are shared.</summary>
    public AdditionalMembers Copy() => new(this);

    /// <summary>Writes the members but for those that a model has written itself.</summary>
    public void WriteTo(JsonOutput json, MemberTable known, in MemberWriter written)
    {
        for (int i = 0; i < used; i++)
        {
            if (entries[i] is not { Name: { } name, Value: var value } || written.IsWritten(known.IndexOf(name)))
            {
                continue;
            }

            json.Name(name);
            if (value is byte[] raw)
            {
                json.Raw(raw);
            }
            else
            {
                json.Token((JToken?)value);
            }
        }
    }

    public void Add(string key, JToken value)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (IndexOf(key) >= 0)
        {
            throw new ArgumentException($"There is an additional member '{key}' already.", nameof(key));
        }

        Append(key, value);
    }

    public bool ContainsKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return IndexOf(key) >= 0;
    }

#pragma warning disable CS8767 // netstandard2.0 says nothing of null here.
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out JToken value)
    {
        ArgumentNullException.ThrowIfNull(key);
        int index = IndexOf(key);
        value = index >= 0 ? Look(index) : null;
        return index >= 0;
    }
#pragma warning restore CS8767

    public bool Remove(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        int index = IndexOf(key);
        if (index < 0)
        {
            return false;
        }

        entries[index] = default;
        indexes?.Remove(key);
        Count--;
        used = index == used - 1 ? index : used;
        return true;
    }

    public void Clear()
    {
        entries = new Entry[1];
        indexes = null;
        used = Count = 0;
    }

    public IEnumerator<KeyValuePair<string, JToken>> GetEnumerator()
    {
        for (int i = 0; i < used; i++)
        {
            if (entries[i].Name is { } name)
            {
                yield return new KeyValuePair<string, JToken>(name, Look(i));
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection<KeyValuePair<string, JToken>>.Add(KeyValuePair<string, JToken> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, JToken>>.Contains(KeyValuePair<string, JToken> item) =>
        TryGetValue(item.Key, out JToken? value) && Equals(value, item.Value);

    bool ICollection<KeyValuePair<string, JToken>>.Remove(KeyValuePair<string, JToken> item) =>
        ((ICollection<KeyValuePair<string, JToken>>)this).Contains(item) && Remove(item.Key);

    void ICollection<KeyValuePair<string, JToken>>.CopyTo(KeyValuePair<string, JToken>[] array, int arrayIndex)
    {
        foreach (KeyValuePair<string, JToken> member in this)
        {
            array[arrayIndex++] = member;
        }
    }

    // Several threads may look at once: all see the tree of the first.
    private JToken Look(int index)
    {
        ref object? place = ref entries[index].Value;
        object? value = place;
        if (value is byte[] raw)
        {
            JToken token = JsonText.Read(raw, static json => json.ReadToken());
            value = Interlocked.CompareExchange(ref place, token, raw) is JToken earlier ? earlier : token;
        }

        return (JToken)value!;
    }

    private void Set(string name, object? value)
    {
        ArgumentNullException.ThrowIfNull(name);
        int index = IndexOf(name);
        if (index >= 0)
        {
            entries[index].Value = value;
        }
        else
        {
            Append(name, value);
        }
    }

    private void Append(string name, object? value)
    {
        if (used == entries.Length)
        {
            Grow();
        }

        entries[used] = new Entry { Name = name, Value = value };
        indexes?.Add(name, used);
        used++;
        Count++;
        if (used > MaxLinear && indexes is null)
        {
            Index();
        }
    }

    private void Grow()
    {
        if (Count <= used / 2)
        {
            // More gaps than members.
            Entry[] members = [.. entries.Take(used).Where(static member => member.Name is not null)];
            members.CopyTo(entries, 0);
            Array.Clear(entries, members.Length, used - members.Length);
            used = members.Length;
            Index();
        }
        else
        {
            Array.Resize(ref entries, used * 2);
        }
    }

    private void Index()
    {
        indexes = [];
        for (int i = 0; i < used; i++)
        {
            if (entries[i].Name is { } name)
            {
                indexes.Add(name, i);
            }
        }
    }

    private int IndexOf(string name)
    {
        if (indexes is not null)
        {
            return indexes.TryGetValue(name, out int index) ? index : -1;
        }

        for (int i = 0; i < used; i++)
        {
            if (entries[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    private struct Entry
    {
        public string? Name;

        // A JToken, or the bytes of one; null where the caller has set null.
        public object? Value;
    }
}
