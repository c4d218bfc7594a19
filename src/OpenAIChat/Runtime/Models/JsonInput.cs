using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>Reads models and their members: what generated code reads from. Stands on the first token of the value to read.</summary>
internal readonly partial struct JsonInput(Utf8TokenReader reader)
{
    /// <summary>
    /// Gets the kind of token that the value starts with; a number beyond the range of double is <see cref="JsonToken.Raw"/>, to be kept as
    /// it is.
    /// </summary>
    public JsonToken TokenType =>
        reader.TokenType is JsonToken.Integer or JsonToken.Float && !reader.IsDouble ? JsonToken.Raw : reader.TokenType;

    public string? ReadString() => reader.ReadString();

    public int ReadInt32() => reader.ReadInt32();

    public long ReadInt64() => reader.ReadInt64();

    public double ReadDouble() => reader.ReadDouble();

    public bool ReadBoolean() => reader.ReadBoolean();

    /// <summary>Reads free-form JSON so that writing it gives the same: dates stay text, numbers keep every digit.</summary>
    public JToken ReadToken() => reader.ReadToken();

    public JsonObject ReadJsonObject()
    {
        reader.StartObject();
        return new JsonObject(JsonWhitespace.Remove(reader.ReadRaw()));
    }

    /// <summary>
    /// Reads an object by the reader chosen for the text of one of its members (null when there is none), wherever in the object it stands.
    /// </summary>
    public T ReadByDiscriminator<T>(string discriminator, Func<string?, JsonRead<T>> choose)
    {
        reader.StartObject();
        Utf8TokenReader.Checkpoint start = reader.Save();
        string? text = FindText(discriminator);
        reader.Restore(start);
        JsonRead<T> read = choose(text);
        // The contract may say itself what leaves the discriminator out; otherwise it is told by a member named like a subtype, as
        // Mistral's tool calls are.
        if (text is null && read == choose(""))
        {
            read = FindNamedSubtype(choose, read);
            reader.Restore(start);
        }

        return read(this);
    }

    /// <summary>Creates the exception for a value that is not of the kind expected, with its path.</summary>
    public JsonSerializationException Unexpected(string expected) => reader.Unexpected(expected);

    private string? FindText(string member)
    {
        while (reader.NextName())
        {
            bool isIt = reader.IsText(member);
            reader.Read();
            if (isIt && reader.TokenType == JsonToken.String)
            {
                return reader.ReadString();
            }

            reader.Skip();
        }

        return null;
    }

    private JsonRead<T> FindNamedSubtype<T>(Func<string?, JsonRead<T>> choose, JsonRead<T> unknown)
    {
        while (reader.NextEntry() is { } name)
        {
            if (reader.TokenType != JsonToken.Null && choose(name) is var subtype && subtype != unknown)
            {
                return subtype;
            }

            reader.Skip();
        }

        return unknown;
    }
}
