using System.Buffers;
using System.Runtime.InteropServices;
using Newtonsoft.Json;
using OpenAIChat.Runtime;

namespace OpenAIChat;

/// <summary>Reads JSON from UTF-8 bytes for any Newtonsoft serializer, without the detour over text.</summary>
/// <remarks>
/// Stricter than <see cref="JsonTextReader"/>: comments, single quotes, unquoted names, trailing commas, <c>NaN</c>, <c>undefined</c>, octal and
/// hexadecimal numbers, raw control characters in text and invalid UTF-8 are errors. Text that looks like a date stays text unless
/// <see cref="JsonReader.DateParseHandling"/> is set. The models of this library are read a good deal faster from it than from any other reader.
/// </remarks>
public sealed partial class Utf8JsonTextReader : JsonReader
{
    // A reader for one document; one that goes from document to document has more to remember.
    private const int SmallCache = 6;
    private const int LargeCache = 10;

    private readonly StringCache strings;
    private Stream? stream;
    private byte[]? rented;

    // The document is data[start..end]; everything before position has been read.
    private byte[] data = [];
    private int start;
    private int end;
    private int position;
    private bool begun;

    // The current token, as far as anyone has looked at it.
    private JsonToken token;
    private int tokenStart;
    private int valueStart;
    private int valueEnd;
    private bool escaped;
    private object? value;

    // The value of an integer of at most eighteen characters.
    private long smallInteger;

    private int depth;
    private bool[] objects = new bool[TokenInput.MaxDepth];

    /// <summary>Reads from bytes, which must not change meanwhile.</summary>
    /// <param name="utf8">One JSON document in UTF-8, with or without a byte order mark.</param>
    public Utf8JsonTextReader(ReadOnlyMemory<byte> utf8)
        : this(SmallCache) => Reset(utf8);

    /// <summary>Reads a stream to its end when the first token is asked for.</summary>
    /// <param name="stream">One JSON document in UTF-8. It is disposed with the reader unless <see cref="JsonReader.CloseInput"/> is false.</param>
    public Utf8JsonTextReader(Stream stream)
        : this(SmallCache)
    {
        ArgumentNullException.ThrowIfNull(stream);
        this.stream = stream;
    }

    internal Utf8JsonTextReader()
        : this(LargeCache)
    {
    }

    private Utf8JsonTextReader(int cache)
    {
        strings = new StringCache(cache);
        DateParseHandling = DateParseHandling.None;
    }

    /// <inheritdoc/>
    public override JsonToken TokenType => token;

    /// <inheritdoc/>
    public override object? Value => token switch
    {
        JsonToken.String or JsonToken.PropertyName => value ??= Text(),
        JsonToken.Integer => value ??= MakeInteger(),
        JsonToken.Float => value ??= MakeFloat(),
        JsonToken.Boolean => data[tokenStart] == (byte)'t',
        JsonToken.Date or JsonToken.Bytes => value,
        _ => null,
    };

    /// <inheritdoc/>
    public override Type? ValueType => Value?.GetType();

    /// <inheritdoc/>
    public override int Depth => token is JsonToken.StartObject or JsonToken.StartArray ? depth - 1 : depth;

    /// <inheritdoc/>
    public override string Path => FindPath();

    /// <inheritdoc/>
    public override bool Read()
    {
        if (!Next())
        {
            return false;
        }

        // What can fail must fail here, not when somebody looks at the value.
        if (token == JsonToken.Float)
        {
            value = MakeFloat();
        }
        else if (token == JsonToken.Integer)
        {
            value = MakeInteger();
        }
        else if (token == JsonToken.String && DateParseHandling != DateParseHandling.None)
        {
            LookForDate();
        }

        return true;
    }

    /// <inheritdoc/>
    public override string? ReadAsString()
    {
        Next();
        switch (token)
        {
            case JsonToken.String:
                return (string?)Value;
            case JsonToken.Integer or JsonToken.Float:
                return Keep(LiteralText(), JsonToken.String);
            case JsonToken.Boolean:
                return Keep(data[tokenStart] == (byte)'t' ? JsonConvert.True : JsonConvert.False, JsonToken.String);
            case JsonToken.None or JsonToken.Null or JsonToken.EndArray:
                return null;
            default:
                throw Fault("Text was due.");
        }
    }

    /// <inheritdoc/>
    public override int? ReadAsInt32() => Keep(base.ReadAsInt32(), JsonToken.Integer);

    /// <inheritdoc/>
    public override double? ReadAsDouble() => ReadNumber(FloatParseHandling.Double, base.ReadAsDouble);

    /// <inheritdoc/>
    public override decimal? ReadAsDecimal() => ReadNumber(FloatParseHandling.Decimal, base.ReadAsDecimal);

    /// <inheritdoc/>
    public override bool? ReadAsBoolean() => Keep(base.ReadAsBoolean(), JsonToken.Boolean);

    /// <inheritdoc/>
    public override byte[]? ReadAsBytes() => Keep(base.ReadAsBytes(), JsonToken.Bytes);

    /// <inheritdoc/>
    public override DateTime? ReadAsDateTime() => Keep(base.ReadAsDateTime(), JsonToken.Date);

    /// <inheritdoc/>
    public override DateTimeOffset? ReadAsDateTimeOffset() => Keep(base.ReadAsDateTimeOffset(), JsonToken.Date);

    /// <inheritdoc/>
    public override void Close()
    {
        base.Close();
        if (CloseInput)
        {
            stream?.Dispose();
        }

        stream = null;
        Release();
    }

    /// <summary>Starts over with another document; what was learned of repeated text is kept.</summary>
    internal void Reset(ReadOnlyMemory<byte> utf8, RepeatedStart? repeated = null)
    {
        Release();
        this.repeated = repeated;
        if (MemoryMarshal.TryGetArray(utf8, out ArraySegment<byte> segment))
        {
            data = segment.Array!;
            start = segment.Offset;
            end = segment.Offset + segment.Count;
        }
        else
        {
            rented = ArrayPool<byte>.Shared.Rent(utf8.Length);
            utf8.CopyTo(rented);
            data = rented;
            end = utf8.Length;
        }

        position = start;
    }

    /// <summary>Lets go of the document.</summary>
    internal void Release()
    {
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
            rented = null;
        }

        data = [];
        repeated = null;
        start = end = position = depth = 0;
        token = JsonToken.None;
        value = null;
        begun = false;
        DropGathered();
    }

    private void Begin()
    {
        begun = true;
        ReadOnlySpan<byte> document = data.AsSpan(start, end - start);
        if (document.Length >= 3 && document[0] == 0xEF && document[1] == 0xBB && document[2] == 0xBF)
        {
            start += 3;
        }

        position = start;
        // Checked in one sweep, which costs next to nothing, so that no later step need ask.
        int from = Math.Max(position, repeated?.Checked ?? 0);
        if (!Utf8Text.IsValid(data, from, end - from))
        {
            throw new JsonReaderException("The JSON is not valid UTF-8.");
        }
    }

    private void Load()
    {
        Stream source = stream!;
        stream = null;
        rented = ArrayPool<byte>.Shared.Rent(16 * 1024);
        int count = 0;
        while (true)
        {
            int read = source.Read(rented, count, rented.Length - count);
            if (read == 0)
            {
                break;
            }

            count += read;
            if (count == rented.Length)
            {
                byte[] larger = ArrayPool<byte>.Shared.Rent(count * 2);
                rented.AsSpan(0, count).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(rented);
                rented = larger;
            }
        }

        if (CloseInput)
        {
            source.Dispose();
        }

        data = rented;
        end = count;
    }

    private T? ReadNumber<T>(FloatParseHandling handling, Func<T?> read)
        where T : struct
    {
        FloatParseHandling before = FloatParseHandling;
        FloatParseHandling = handling;
        try
        {
            return Keep(read(), JsonToken.Float);
        }
        finally
        {
            FloatParseHandling = before;
        }
    }

    // The base class converts the value; the result becomes the current token, as in every Newtonsoft reader.
    private T Keep<T>(T result, JsonToken kind)
    {
        if (result is not null)
        {
            token = kind;
            value = result;
        }
        else if (token == JsonToken.String)
        {
            token = JsonToken.Null;
        }

        return result;
    }

    // Newtonsoft's rules for dates are its own: its reader is asked.
    private void LookForDate()
    {
        if (valueEnd - valueStart < 10 || data[valueStart] is not ((>= (byte)'0' and <= (byte)'9') or (byte)'/' or (byte)'\\'))
        {
            return;
        }

        string text = Text();
        value = text;
        using var reader = new JsonTextReader(new StringReader(JsonConvert.ToString(text)))
        {
            Culture = Culture,
            DateFormatString = DateFormatString,
            DateParseHandling = DateParseHandling,
            DateTimeZoneHandling = DateTimeZoneHandling,
        };
        if (reader.Read() && reader.TokenType == JsonToken.Date)
        {
            token = JsonToken.Date;
            value = reader.Value;
        }
    }
}
