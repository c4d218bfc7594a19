using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>
/// Reads lists, and objects whose names are data. Nulls and values of another kind are kept aside and written back where they stood.
/// </summary>
internal readonly partial struct JsonInput
{
    /// <summary>Reads a list.</summary>
    public List<T> ReadList<T>(JsonRead<T> item) =>
        typeof(T).IsValueType ? ReadValues(item, nulls: false) : ReadObjects(item, ItemKind<T>.Value, nulls: false)!;

    /// <summary>Reads a list of objects in which nulls have a meaning.</summary>
    public List<T?> ReadNullableList<T>(JsonRead<T> item)
        where T : class =>
        ReadObjects<T>(item, ItemKind<T>.Value, nulls: true);

    /// <summary>Reads a list of values in which nulls have a meaning.</summary>
    public List<T?> ReadNullableValues<T>(JsonRead<T> item)
        where T : struct =>
        ReadValues<T?>(json => item(json), nulls: true);

    /// <summary>Reads a list of any JSON, nulls too.</summary>
    public List<JToken> ReadTokens() => ReadObjects<JToken>(static json => json.ReadToken(), JsonKind.Any, nulls: false)!;

    public List<string> ReadStrings() => ReadObjects<string>(static json => json.ReadString()!, JsonKind.String, nulls: false)!;

    /// <summary>Reads a list of mostly small integers, such as the bytes of a piece of text.</summary>
    public List<int> ReadInt32s()
    {
        reader.StartArray();
        Span<int> few = stackalloc int[32];
        int count = reader.ReadPlainInt32s(few);
        var list = new List<int>(count);
        foreach (int number in few.Slice(0, count))
        {
            list.Add(number);
        }

        return reader.TokenType == JsonToken.EndArray ? list : ReadValues(list, static json => json.ReadInt32(), nulls: false);
    }

    public List<long> ReadInt64s() => ReadValues(static json => json.ReadInt64(), nulls: false);

    public List<double> ReadDoubles() => ReadValues(static json => json.ReadDouble(), nulls: false);

    /// <summary>Reads an object whose names are data.</summary>
    public Dictionary<string, T> ReadMap<T>(JsonRead<T> value) => ReadMap(value, nulls: false);

    /// <summary>Reads an object whose names are data and in which nulls have a meaning.</summary>
    public Dictionary<string, T?> ReadNullableMap<T>(JsonRead<T> value)
        where T : class =>
        ReadMap<T?>(value, nulls: true);

    /// <summary>Reads an object whose names are data and whose values are values or nulls.</summary>
    public Dictionary<string, T?> ReadNullableValueMap<T>(JsonRead<T> value)
        where T : struct =>
        ReadMap<T?>(json => value(json), nulls: true);

    /// <summary>Reads an object of any JSON, nulls too.</summary>
    public Dictionary<string, JToken> ReadTokenMap() => ReadMap(static json => json.ReadToken(), nulls: false);

    public Dictionary<string, string> ReadStringMap() => ReadMap(static json => json.ReadString()!, nulls: false);

    public Dictionary<string, int> ReadInt32Map() => ReadMap(static json => json.ReadInt32(), nulls: false);

    public Dictionary<string, double> ReadDoubleMap() => ReadMap(static json => json.ReadDouble(), nulls: false);

    public Dictionary<string, bool> ReadBooleanMap() => ReadMap(static json => json.ReadBoolean(), nulls: false);

    private List<T?> ReadObjects<T>(JsonRead<T> item, JsonKind kind, bool nulls)
    {
        reader.StartArray();
        if (!reader.NextItem())
        {
            return [];
        }

        ItemStack items = reader.Items;
        int bottom = items.Count;
        Mismatches? mismatches = null;
        do
        {
            if (reader.TokenType == JsonToken.Null && nulls)
            {
                items.Push(null);
            }
            else if (IsItem(kind))
            {
                items.Push(item(this));
            }
            else
            {
                (mismatches ??= new Mismatches()).Add(items.Count - bottom, ReadMismatch(kind));
            }
        }
        while (reader.NextItem());
        List<T?> list = mismatches is null ? new List<T?>(items.Count - bottom) : new MixedList<T?>(mismatches, items.Count - bottom);
        items.PopInto(list, bottom);
        mismatches?.Close(list.Count);
        return list;
    }

    private List<T> ReadValues<T>(JsonRead<T> item, bool nulls)
    {
        reader.StartArray();
        return ReadValues([], item, nulls);
    }

    private List<T> ReadValues<T>(List<T> list, JsonRead<T> item, bool nulls)
    {
        JsonKind kind = ItemKind<T>.Value;
        Mismatches? mismatches = null;
        while (reader.NextItem())
        {
            if (reader.TokenType == JsonToken.Null && nulls)
            {
                list.Add(default!);
            }
            else if (IsItem(kind))
            {
                list.Add(item(this));
            }
            else
            {
                (mismatches ??= new Mismatches()).Add(list.Count, ReadMismatch(kind));
            }
        }

        if (mismatches is null)
        {
            return list;
        }

        mismatches.Close(list.Count);
        var mixed = new MixedList<T>(mismatches, list.Count);
        mixed.AddRange(list);
        return mixed;
    }

    private Dictionary<string, T> ReadMap<T>(JsonRead<T> value, bool nulls)
    {
        reader.StartObject();
        JsonKind kind = ItemKind<T>.Value;
        var map = new Dictionary<string, T>();
        Mismatches? mismatches = null;
        while (reader.NextEntry() is { } name)
        {
            // Of a repeated name the last wins.
            mismatches?.Remove(name);
            if (reader.TokenType == JsonToken.Null && nulls)
            {
                map[name] = default!;
            }
            else if (IsItem(kind))
            {
                map[name] = value(this);
            }
            else
            {
                map.Remove(name);
                (mismatches ??= new Mismatches()).Add(map.Count, name, ReadMismatch(kind));
            }
        }

        if (mismatches is null)
        {
            return map;
        }

        mismatches.Close(map.Count);
        return new MixedMap<T>(mismatches, map);
    }

    private bool IsItem(JsonKind kind) => kind == JsonKind.Any || (reader.TokenType != JsonToken.Null && Fits(reader, kind));

    private byte[] ReadMismatch(JsonKind kind)
    {
        if (reader.TokenType != JsonToken.Null && !MayBeKept(reader, kind))
        {
            throw Mismatch(reader, kind);
        }

        return ReadCompact(reader);
    }
}
