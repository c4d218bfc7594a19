using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>What generated code reads from: any Newtonsoft reader, standing on the first token of the value to read.</summary>
internal readonly struct JsonInput
{
    private readonly JsonReader reader;
    // The same reader when it is ours: asked for values without boxing, and for names as bytes.
    private readonly Utf8JsonTextReader? utf8;

    public JsonInput(JsonReader reader)
    {
        this.reader = reader;
        utf8 = reader as Utf8JsonTextReader;
        if (utf8 is null)
        {
            // Text that looks like a date stays text.
            reader.DateParseHandling = DateParseHandling.None;
        }
    }

    public JsonInput(Utf8JsonTextReader reader)
    {
        this.reader = reader;
        utf8 = reader;
    }

    /// <summary>Gets what kind of token the value starts with.</summary>
    /// <remarks>Text that looks like a date was made a date when it was read before this input had a say: for us it is text.</remarks>
    public JsonToken TokenType => reader.TokenType is JsonToken.Date ? JsonToken.String : reader.TokenType;

    public string Path => reader.Path;

    /// <summary>Enters an object; the result is the start value of the member variable that <see cref="NextMember"/> moves on.</summary>
    public int StartObject()
    {
        if (utf8 is not null)
        {
            utf8.StartObject();
        }
        else
        {
            TokenInput.StartObject(reader);
        }

        return -1;
    }

    /// <summary>Moves to the next known member with a value that fits it; false at the end of the object.</summary>
    /// <remarks>
    /// Keeps everything else by itself: what is unknown, and a scalar of another kind than the member's, goes to
    /// <see cref="JsonModel.AdditionalProperties"/>; an explicit null marks the member. Of a repeated name the last value wins.
    /// </remarks>
    public bool NextMember(JsonModel model, MemberTable members, ref int member) =>
        utf8 is not null ? utf8.NextMember(model, members, ref member) : TokenInput.NextMember(reader, model, members, ref member);

    public string? ReadString() => utf8 is not null ? utf8.ReadString() : TokenInput.ReadString(reader);

    public int ReadInt32() => utf8 is not null ? utf8.ReadInt32() : TokenInput.ReadInt32(reader);

    public long ReadInt64() => utf8 is not null ? utf8.ReadInt64() : TokenInput.ReadInt64(reader);

    public double ReadDouble() => utf8 is not null ? utf8.ReadDouble() : TokenInput.ReadDouble(reader);

    public bool ReadBoolean() => utf8 is not null ? utf8.ReadBoolean() : TokenInput.ReadBoolean(reader);

    /// <summary>Reads free-form JSON so that writing it gives the same: dates stay text, numbers keep every digit.</summary>
    public JToken ReadToken() => utf8 is not null ? utf8.ReadToken() : TokenInput.ReadToken(reader);

    public JsonObject ReadJsonObject() => utf8 is not null ? utf8.ReadJsonObject() : TokenInput.ReadJsonObject(reader);

    /// <summary>Reads a list; nulls in it are dropped.</summary>
    public List<T> ReadList<T>(JsonRead<T> item)
    {
        if (utf8 is not null)
        {
            return utf8.ReadList(item);
        }

        var list = new List<T>();
        for (StartArray(); NextItem();)
        {
            if (!IsNull)
            {
                list.Add(item(this));
            }
        }

        return list;
    }

    /// <summary>Reads a list of objects in which nulls have a meaning.</summary>
    public List<T?> ReadNullableList<T>(JsonRead<T> item)
        where T : class
    {
        var list = new List<T?>();
        for (StartArray(); NextItem();)
        {
            list.Add(IsNull ? null : item(this));
        }

        return list;
    }

    /// <summary>Reads a list of values in which nulls have a meaning.</summary>
    public List<T?> ReadNullableValues<T>(JsonRead<T> item)
        where T : struct
    {
        var list = new List<T?>();
        for (StartArray(); NextItem();)
        {
            list.Add(IsNull ? null : item(this));
        }

        return list;
    }

    /// <summary>Reads a list of any JSON, nulls too.</summary>
    public List<JToken> ReadTokens()
    {
        var list = new List<JToken>();
        for (StartArray(); NextItem();)
        {
            list.Add(ReadToken());
        }

        return list;
    }

    public List<string> ReadStrings() => utf8 is not null ? utf8.ReadStrings() : ReadList<string>(static json => json.ReadString()!);

    public List<int> ReadInt32s() => utf8 is not null ? utf8.ReadInt32s() : ReadList<int>(static json => json.ReadInt32());

    public List<long> ReadInt64s() => ReadList<long>(static json => json.ReadInt64());

    public List<double> ReadDoubles()
    {
        var list = new List<double>();
        for (StartArray(); NextItem(FloatParseHandling.Double);)
        {
            if (!IsNull)
            {
                list.Add(ReadDouble());
            }
        }

        return list;
    }

    /// <summary>Reads an object whose names are data; nulls in it are dropped.</summary>
    public Dictionary<string, T> ReadMap<T>(JsonRead<T> value) => ReadMap(value, FloatParseHandling.Decimal);

    /// <summary>Reads an object whose names are data and in which nulls have a meaning.</summary>
    public Dictionary<string, T?> ReadNullableMap<T>(JsonRead<T> value)
        where T : class =>
        ReadMap(json => json.IsNull ? null : value(json), FloatParseHandling.Decimal, nulls: true);

    /// <summary>Reads an object whose names are data and whose values are values or nulls.</summary>
    public Dictionary<string, T?> ReadNullableValueMap<T>(JsonRead<T> value)
        where T : struct =>
        ReadMap(json => json.IsNull ? (T?)null : value(json), FloatParseHandling.Decimal, nulls: true);

    /// <summary>Reads an object of any JSON, nulls too.</summary>
    public Dictionary<string, JToken> ReadTokenMap() => ReadMap<JToken>(static json => json.ReadToken(), FloatParseHandling.Decimal, nulls: true);

    public Dictionary<string, string> ReadStringMap() => ReadMap<string>(static json => json.ReadString()!);

    public Dictionary<string, int> ReadInt32Map() => ReadMap<int>(static json => json.ReadInt32());

    public Dictionary<string, double> ReadDoubleMap() => ReadMap<double>(static json => json.ReadDouble(), FloatParseHandling.Double);

    public Dictionary<string, bool> ReadBooleanMap() => ReadMap<bool>(static json => json.ReadBoolean());

    /// <summary>Reads an object by the reader chosen for the text of one of its members (null when there is none), wherever in the object it stands.</summary>
    public T ReadByDiscriminator<T>(string discriminator, Func<string?, JsonRead<T>> choose)
    {
        if (utf8 is not null)
        {
            return utf8.ReadByDiscriminator(discriminator, choose);
        }

        StartObject();
        using JsonReader whole = TokenInput.LookAhead(reader, discriminator, out string? kind);
        return new JsonInput(whole).ReadVariant(kind, choose);
    }

    /// <summary>Reads an object of a kind. Where it leaves its kind out, as the tool calls of Mistral do, a member tells that is named as a kind is.</summary>
    internal T ReadVariant<T>(string? kind, Func<string?, JsonRead<T>> choose)
    {
        // The contract may say itself what it is that leaves the kind out.
        if (kind is not null || choose(null) != choose(""))
        {
            return choose(kind)(this);
        }

        string path = Path;
        JToken whole = ReadToken();
        JsonRead<T> unknown = choose(null);
        JsonRead<T>? told = (whole as JObject)?.Properties()
            .Where(static member => member.Value.Type != JTokenType.Null)
            .Select(member => choose(member.Name))
            .FirstOrDefault(read => read != unknown);
        using var replay = new JTokenReader(whole, path);
        replay.Read();
        return (told ?? unknown)(new JsonInput(replay));
    }

    /// <summary>Enters a list.</summary>
    public void StartArray()
    {
        if (utf8 is not null)
        {
            utf8.StartArray();
        }
        else
        {
            TokenInput.StartArray(reader);
        }
    }

    /// <summary>Moves to the next item of the list entered; false at its end.</summary>
    public bool NextItem() => NextItem(FloatParseHandling.Decimal);

    /// <summary>Makes the exception for a value that is not of the kind asked for, with its path.</summary>
    public JsonSerializationException Unexpected(string expected) => TokenInput.Unexpected(reader, expected);

    // Newtonsoft's reader knows undefined, too.
    private bool IsNull => TokenType is JsonToken.Null or JsonToken.Undefined;

    private bool NextItem(FloatParseHandling numbers) => utf8 is not null ? utf8.NextItem() : TokenInput.NextItem(reader, numbers);

    private Dictionary<string, T> ReadMap<T>(JsonRead<T> value, FloatParseHandling numbers, bool nulls = false)
    {
        StartObject();
        var map = new Dictionary<string, T>();
        while ((utf8 is not null ? utf8.NextEntry() : TokenInput.NextEntry(reader, numbers)) is { } name)
        {
            if (nulls || !IsNull)
            {
                map[name] = value(this);
            }
        }

        return map;
    }
}
