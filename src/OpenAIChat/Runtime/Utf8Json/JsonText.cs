using System.Buffers;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>Reads and writes whole documents as UTF-8 bytes.</summary>
internal static class JsonText
{
    // Its tables of repeated text make a reader worth keeping; reading is synchronous, so one for each thread will do.
    [ThreadStatic]
    private static Utf8JsonTextReader? idleReader;

    [ThreadStatic]
    private static Utf8Output? idleOutput;

    /// <summary>Reads the one value a document holds.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="read">What reads its value.</param>
    /// <param name="repeated">What the document was taken from, if it is one of a stream.</param>
    /// <exception cref="JsonException">The bytes are not one JSON value, or not of the kind the reader expects.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> utf8, JsonRead<T> read, RepeatedStart? repeated = null)
    {
        Utf8JsonTextReader reader = idleReader ?? new Utf8JsonTextReader();
        // Whoever reads a second document while reading this one gets a reader of its own.
        idleReader = null;
        try
        {
            reader.Reset(utf8, repeated);
            return reader.ReadWhole(read);
        }
        finally
        {
            reader.Release();
            idleReader = reader;
        }
    }

    /// <summary>Writes a model.</summary>
    public static void Write(JsonModel model, PooledBuffer buffer)
    {
        Utf8Output output = Begin(buffer);
        try
        {
            model.Write(new JsonOutput(output));
        }
        finally
        {
            End(output);
        }
    }

    /// <summary>Writes a tree of tokens without blanks.</summary>
    public static byte[] Encode(JToken token)
    {
        using var buffer = new PooledBuffer();
        Utf8Output output = Begin(buffer);
        try
        {
            output.Token(token);
        }
        finally
        {
            End(output);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static Utf8Output Begin(PooledBuffer buffer)
    {
        Utf8Output output = idleOutput ?? new Utf8Output(null);
        idleOutput = null;
        output.Reset(buffer);
        return output;
    }

    private static void End(Utf8Output output)
    {
        output.Reset(PooledBuffer.None);
        idleOutput = output;
    }

    /// <summary>Copies valid JSON without the blanks between its tokens.</summary>
    public static byte[] WithoutBlanks(ReadOnlySpan<byte> json)
    {
        if (json.IndexOfAny((byte)' ', (byte)'\n') < 0 && json.IndexOfAny((byte)'\r', (byte)'\t') < 0)
        {
            return json.ToArray();
        }

        byte[] copy = ArrayPool<byte>.Shared.Rent(json.Length);
        int count = 0;
        bool inText = false;
        for (int i = 0; i < json.Length; i++)
        {
            byte next = json[i];
            if (inText)
            {
                copy[count++] = next;
                if (next == (byte)'\\')
                {
                    copy[count++] = json[++i];
                }
            }
            else if (next > (byte)' ')
            {
                copy[count++] = next;
            }

            if (next == (byte)'"')
            {
                inText = !inText;
            }
        }

        byte[] result = copy.AsSpan(0, count).ToArray();
        ArrayPool<byte>.Shared.Return(copy);
        return result;
    }
}
