#if NET
using System.Text.Json;

namespace OpenAIChat.Runtime;

/// <summary>Carries values between the readers and writers of System.Text.Json and the codec.</summary>
internal static class SystemTextJsonBridge
{
    /// <summary>Reads the value that a reader stands on; the reader is left on its last token.</summary>
    /// <exception cref="JsonException">The JSON is not of the kind the reader expects.</exception>
    public static T Read<T>(ref Utf8JsonReader reader, JsonRead<T> read)
    {
        // Of a value inside another, the serializer knows the path; the message tells where inside it the fault is.
        bool isWhole = reader.CurrentDepth == 0;
        using var buffer = new PooledBuffer();
        Copy(ref reader, buffer);
        try
        {
            return JsonText.Read(buffer.WrittenMemory, read, origin: isWhole ? static () => "$" : static () => "");
        }
        catch (Newtonsoft.Json.JsonSerializationException fault)
        {
            throw new JsonException(fault.Message, isWhole ? fault.Path : null, null, null, fault);
        }
        catch (Newtonsoft.Json.JsonReaderException fault)
        {
            throw new JsonException(fault.Message, isWhole ? fault.Path : null, null, null, fault);
        }
    }

    /// <summary>Writes a value byte for byte as the client sends it; with indentation, as the same JSON.</summary>
    public static void Write<T>(Utf8JsonWriter writer, T value, JsonWrite<T> write)
    {
        using var buffer = new PooledBuffer();
        try
        {
            JsonText.Write(value, write, buffer);
        }
        catch (Newtonsoft.Json.JsonException fault)
        {
            throw new JsonException(fault.Message, fault);
        }

        // Half a surrogate pair is valid JSON as an escape, but no tree of System.Text.Json writes it.
        if (writer.Options.Indented && buffer.WrittenSpan.IndexOf(@"\ud"u8) < 0)
        {
            using var document = JsonDocument.Parse(buffer.WrittenMemory, new JsonDocumentOptions { MaxDepth = int.MaxValue });
            document.RootElement.WriteTo(writer);
        }
        else
        {
            writer.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
        }
    }

    // Token by token, since a value may be in several segments and hold comments or trailing commas, where the options allow them.
    private static void Copy(ref Utf8JsonReader reader, PooledBuffer target)
    {
        int depth = reader.CurrentDepth;
        bool comma = false;
        while (true)
        {
            bool isStart = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            bool isEnd = reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
            if (reader.TokenType != JsonTokenType.Comment)
            {
                if (comma && !isEnd)
                {
                    target.Write((byte)',');
                }

                CopyToken(ref reader, target);
                comma = !isStart && reader.TokenType != JsonTokenType.PropertyName;
            }

            if (reader.CurrentDepth == depth && !isStart)
            {
                return;
            }

            if (!reader.Read())
            {
                throw new JsonException("The JSON ends before it is complete.");
            }
        }
    }

    private static void CopyToken(ref Utf8JsonReader reader, PooledBuffer target)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                target.Write((byte)'"');
                CopyValue(ref reader, target);
                target.Write((byte)'"');
                break;
            case JsonTokenType.PropertyName:
                target.Write((byte)'"');
                CopyValue(ref reader, target);
                target.Write("\":"u8);
                break;
            default:
                CopyValue(ref reader, target);
                break;
        }
    }

    // As it was written, escapes and all; without the quotes of text.
    private static void CopyValue(ref Utf8JsonReader reader, PooledBuffer target)
    {
        if (!reader.HasValueSequence)
        {
            target.Write(reader.ValueSpan);
            return;
        }

        foreach (ReadOnlyMemory<byte> segment in reader.ValueSequence)
        {
            target.Write(segment.Span);
        }
    }
}
#endif
