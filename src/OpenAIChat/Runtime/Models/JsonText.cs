using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>Reads and writes whole documents as UTF-8 bytes.</summary>
internal static class JsonText
{
    // Their tables make a reader and a writer worth keeping; reading and writing are synchronous, so one for each thread will do.
    [ThreadStatic]
    private static Utf8TokenReader? idleReader;

    [ThreadStatic]
    private static Utf8TokenWriter? idleWriter;

    /// <summary>Reads the one value a document holds.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="read">What reads its value.</param>
    /// <param name="repeated">What the document was taken from, if it is one of a stream.</param>
    /// <param name="origin">Gets the path to prepend in errors, where the document is part of a larger one.</param>
    /// <exception cref="JsonException">The bytes are not one JSON value, or not of the kind the reader expects.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> utf8, JsonRead<T> read, RepeatedStart? repeated = null, Func<string>? origin = null)
    {
        // Whoever reads a second document while reading this one gets a reader of its own.
        Utf8TokenReader reader = idleReader ?? new Utf8TokenReader(cacheBits: 8);
        idleReader = null;
        try
        {
            reader.Reset(utf8, repeated, origin: origin);
            T value = ReadWhole(reader, read);
            if (reader.HasRepeatedNames)
            {
                // Of a repeated name the last wins, and what the first one left in the model must go: a tree has each name once.
                reader.Reset(utf8, origin: origin);
                byte[] unique = Encode(ReadWhole(reader, static json => json.ReadToken()));
                reader.Reset(unique, origin: origin);
                value = ReadWhole(reader, read);
            }

            return value;
        }
        finally
        {
            reader.Release();
            idleReader = reader;
        }
    }

    /// <summary>Reads the value that a Newtonsoft reader stands on.</summary>
    public static T Read<T>(JsonReader source, JsonRead<T> read)
    {
        using var buffer = new PooledBuffer();
        Utf8TokenWriter writer = Begin(buffer);
        try
        {
            NewtonsoftBridge.Read(source, writer);
        }
        finally
        {
            End(writer);
        }

        return Read(buffer.WrittenMemory, read, origin: () => source.Path);
    }

    /// <summary>Writes a model.</summary>
    public static void Write(JsonModel model, PooledBuffer buffer) => Write(model, static (json, model) => model.Write(json), buffer);

    /// <summary>Writes a value.</summary>
    public static void Write<T>(T value, JsonWrite<T> write, PooledBuffer buffer, bool allowNonFinite = false)
    {
        Utf8TokenWriter writer = Begin(buffer);
        writer.AllowsNonFinite = allowNonFinite;
        try
        {
            write(new JsonOutput(writer), value);
        }
        finally
        {
            End(writer);
        }
    }

    /// <summary>Writes a value to a Newtonsoft writer.</summary>
    public static void Write<T>(JsonWriter target, T value, JsonWrite<T> write, bool allowNonFinite = false)
    {
        using var buffer = new PooledBuffer();
        Write(value, write, buffer, allowNonFinite);
        NewtonsoftBridge.Write(buffer.WrittenMemory, target);
    }

    /// <summary>Writes a model as a tree of tokens, every number and text as it is written.</summary>
    public static JToken ToToken(JsonModel model)
    {
        using var buffer = new PooledBuffer();
        Write(model, buffer);
        return Read(buffer.WrittenMemory, static json => json.ReadToken());
    }

    /// <summary>Writes a tree of tokens without whitespace.</summary>
    public static byte[] Encode(JToken token)
    {
        using var buffer = new PooledBuffer();
        Write(token, static (json, token) => json.Token(token), buffer);
        return buffer.WrittenSpan.ToArray();
    }

    private static T ReadWhole<T>(Utf8TokenReader reader, JsonRead<T> read)
    {
        if (!reader.Read())
        {
            throw reader.Error("There is no JSON.");
        }

        T value = read(new JsonInput(reader));
        // Refuses what may follow.
        reader.Read();
        return value;
    }

    private static Utf8TokenWriter Begin(PooledBuffer buffer)
    {
        Utf8TokenWriter writer = idleWriter ?? new Utf8TokenWriter();
        idleWriter = null;
        writer.Reset(buffer);
        return writer;
    }

    private static void End(Utf8TokenWriter writer)
    {
        writer.Reset(PooledBuffer.None);
        idleWriter = writer;
    }
}
