using System.Runtime.InteropServices;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>Reads and writes whole documents as UTF-8 bytes.</summary>
internal static class JsonText
{
    // Not strict on writing: half a surrogate pair becomes U+FFFD, as in every encoder of .NET.
    private static readonly UTF8Encoding Encoder = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly UTF8Encoding Decoder = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the one value a document holds.</summary>
    /// <exception cref="JsonException">The bytes are not one JSON value, or not of the kind the reader expects.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> utf8, JsonRead<T> read)
    {
        using var reader = new JsonTextReader(new StringReader(Decode(utf8))) { FloatParseHandling = FloatParseHandling.Decimal, DateParseHandling = DateParseHandling.None };
        if (!reader.Read())
        {
            throw new JsonReaderException("The JSON is empty.");
        }

        T value = read(new JsonInput(reader));
        if (reader.Read())
        {
            throw new JsonReaderException("There is text behind the JSON value.");
        }

        return value;
    }

    /// <summary>Writes a model.</summary>
    public static void Write(JsonModel model, PooledBuffer buffer) => Write(buffer, json => json.Model(model));

    /// <summary>Writes a tree of tokens without blanks.</summary>
    public static byte[] Encode(JToken token)
    {
        using var buffer = new PooledBuffer();
        Write(buffer, json => json.Token(token));
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(PooledBuffer buffer, Action<JsonOutput> write)
    {
        using var text = new StringWriter();
        using var writer = new JsonTextWriter(text);
        write(new JsonOutput(writer));
        writer.Flush();
        byte[] bytes = Encoder.GetBytes(text.ToString());
        bytes.CopyTo(buffer.GetSpan(bytes.Length));
        buffer.Advance(bytes.Length);
    }

    private static string Decode(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            return MemoryMarshal.TryGetArray(utf8, out ArraySegment<byte> segment)
                ? Decoder.GetString(segment.Array!, segment.Offset, segment.Count)
                : Decoder.GetString(utf8.ToArray());
        }
        catch (DecoderFallbackException fault)
        {
            throw new JsonReaderException("The JSON is not valid UTF-8.", fault);
        }
    }
}
