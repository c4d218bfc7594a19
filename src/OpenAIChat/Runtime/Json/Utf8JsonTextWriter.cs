using System.Buffers;
using System.Globalization;
using System.Numerics;
using Newtonsoft.Json;
using OpenAIChat.Runtime;

namespace OpenAIChat;

/// <summary>Writes JSON as UTF-8 bytes for any Newtonsoft serializer, without the detour over text.</summary>
/// <remarks>
/// Gives the bytes of <see cref="JsonTextWriter"/> with its default settings; indented lines end in a line feed on every platform, and a comment,
/// which JSON does not have, is left out. What was written reaches the destination when the writer is flushed or closed.
/// The models of this library are written a good deal faster to it than to any other writer.
/// </remarks>
public sealed partial class Utf8JsonTextWriter : JsonWriter
{
    private const int FlushAt = 64 * 1024;

    private readonly Stream? stream;
    private readonly IBufferWriter<byte>? target;
    // Whether nobody but JsonOutput writes here, so that the base class need not know.
    private readonly bool alone;
    private PooledBuffer output;

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">Where the bytes go. It is disposed with the writer unless <see cref="JsonWriter.CloseOutput"/> is false.</param>
    public Utf8JsonTextWriter(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        this.stream = stream;
        output = new PooledBuffer();
    }

    /// <summary>Writes to a buffer.</summary>
    /// <param name="target">Where the bytes go.</param>
    public Utf8JsonTextWriter(IBufferWriter<byte> target)
    {
        ArgumentNullException.ThrowIfNull(target);
        this.target = target;
        output = new PooledBuffer();
    }

    /// <summary>Makes a writer that needs <see cref="Reset"/> before use and has no destination but the buffer it is given there.</summary>
    internal Utf8JsonTextWriter()
    {
        alone = true;
        output = PooledBuffer.None;
    }

    /// <summary>Gets or sets how many spaces a level is indented by.</summary>
    /// <value>The default is 2.</value>
    public int Indentation { get; set; } = 2;

    /// <inheritdoc/>
    public override void Flush()
    {
        if (stream is not null)
        {
            ArraySegment<byte> written = output.WrittenSegment;
            stream.Write(written.Array!, written.Offset, written.Count);
            stream.Flush();
            output.Clear();
        }
        else if (target is not null)
        {
            output.WrittenSpan.CopyTo(target.GetSpan(output.Count));
            target.Advance(output.Count);
            output.Clear();
        }
    }

    /// <inheritdoc/>
    public override void Close()
    {
        base.Close();
        if (stream is not null || target is not null)
        {
            Flush();
            output.Dispose();
            output = PooledBuffer.None;
        }

        if (CloseOutput)
        {
            stream?.Dispose();
        }
    }

    /// <inheritdoc/>
    public override void WriteStartObject()
    {
        base.WriteStartObject();
        output.Write((byte)'{');
    }

    /// <inheritdoc/>
    public override void WriteStartArray()
    {
        base.WriteStartArray();
        output.Write((byte)'[');
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: JSON has no constructors.</exception>
    public override void WriteStartConstructor(string name) => throw new NotSupportedException("JSON has no constructors.");

    /// <inheritdoc/>
    public override void WritePropertyName(string name)
    {
        base.WritePropertyName(name);
        WriteText(name);
        output.Write((byte)':');
    }

    /// <inheritdoc/>
    public override void WritePropertyName(string name, bool escape) => WritePropertyName(name);

    /// <inheritdoc/>
    public override void WriteNull()
    {
        base.WriteNull();
        output.Write("null"u8);
    }

    /// <summary>Writes null, JSON's nearest to undefined.</summary>
    public override void WriteUndefined() => WriteNull();

    /// <inheritdoc/>
    public override void WriteRaw(string? json)
    {
        base.WriteRaw(json);
        Append(json);
    }

    /// <summary>Does nothing: JSON has no comments.</summary>
    /// <param name="text">Ignored.</param>
    public override void WriteComment(string? text)
    {
    }

    /// <inheritdoc/>
    public override void WriteWhitespace(string ws)
    {
        base.WriteWhitespace(ws);
        Append(ws);
    }

    /// <inheritdoc/>
    public override void WriteValue(string? value)
    {
        if (value is null)
        {
            WriteNull();
            return;
        }

        base.WriteValue(value);
        WriteText(value);
    }

    /// <inheritdoc/>
    public override void WriteValue(int value)
    {
        base.WriteValue(value);
        AppendInteger(value);
    }

    /// <inheritdoc/>
    public override void WriteValue(uint value)
    {
        base.WriteValue(value);
        AppendInteger(value);
    }

    /// <inheritdoc/>
    public override void WriteValue(long value)
    {
        base.WriteValue(value);
        AppendInteger(value);
    }

    /// <inheritdoc/>
    public override void WriteValue(ulong value)
    {
        base.WriteValue(value);
        Append(value.ToString(CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public override void WriteValue(short value)
    {
        base.WriteValue(value);
        AppendInteger(value);
    }

    /// <inheritdoc/>
    public override void WriteValue(ushort value)
    {
        base.WriteValue(value);
        AppendInteger(value);
    }

    /// <inheritdoc/>
    public override void WriteValue(byte value)
    {
        base.WriteValue(value);
        AppendInteger(value);
    }

    /// <inheritdoc/>
    public override void WriteValue(sbyte value)
    {
        base.WriteValue(value);
        AppendInteger(value);
    }

    /// <inheritdoc/>
    public override void WriteValue(bool value)
    {
        base.WriteValue(value);
        output.Write(value ? "true"u8 : "false"u8);
    }

    /// <inheritdoc/>
    public override void WriteValue(char value)
    {
        base.WriteValue(value);
        WriteText(value.ToString());
    }

    /// <inheritdoc/>
    public override void WriteValue(double value)
    {
        base.WriteValue(value);
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            AppendAsText(text => text.WriteValue(value));
        }
        else
        {
            AppendDouble(value);
        }
    }

    /// <inheritdoc/>
    public override void WriteValue(double? value)
    {
        if (value is { } number && (FloatFormatHandling != FloatFormatHandling.DefaultValue || !(double.IsNaN(number) || double.IsInfinity(number))))
        {
            WriteValue(number);
        }
        else
        {
            WriteNull();
        }
    }

    /// <inheritdoc/>
    public override void WriteValue(float value)
    {
        base.WriteValue(value);
        AppendAsText(text => text.WriteValue(value));
    }

    /// <inheritdoc/>
    public override void WriteValue(float? value)
    {
        if (value is { } number && (FloatFormatHandling != FloatFormatHandling.DefaultValue || !(float.IsNaN(number) || float.IsInfinity(number))))
        {
            WriteValue(number);
        }
        else
        {
            WriteNull();
        }
    }

    /// <inheritdoc/>
    public override void WriteValue(decimal value)
    {
        base.WriteValue(value);
        Append(JsonConvert.ToString(value));
    }

    /// <inheritdoc/>
    public override void WriteValue(DateTime value)
    {
        base.WriteValue(value);
        AppendAsText(text => text.WriteValue(value));
    }

    /// <inheritdoc/>
    public override void WriteValue(DateTimeOffset value)
    {
        base.WriteValue(value);
        AppendAsText(text => text.WriteValue(value));
    }

    /// <inheritdoc/>
    public override void WriteValue(TimeSpan value)
    {
        base.WriteValue(value);
        AppendAsText(text => text.WriteValue(value));
    }

    /// <inheritdoc/>
    public override void WriteValue(Guid value)
    {
        base.WriteValue(value);
        AppendAsText(text => text.WriteValue(value));
    }

    /// <inheritdoc/>
    public override void WriteValue(Uri? value)
    {
        if (value is null)
        {
            WriteNull();
            return;
        }

        base.WriteValue(value);
        WriteText(value.OriginalString);
    }

    /// <inheritdoc/>
    public override void WriteValue(byte[]? value)
    {
        if (value is null)
        {
            WriteNull();
            return;
        }

        base.WriteValue(value);
        AppendAsText(text => text.WriteValue(value));
    }

    /// <inheritdoc/>
    public override void WriteValue(object? value)
    {
        if (value is BigInteger number)
        {
            WriteRawValue(number.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            base.WriteValue(value);
        }
    }

    /// <inheritdoc/>
    protected override void WriteEnd(JsonToken token)
    {
        output.Write(token == JsonToken.EndObject ? (byte)'}' : (byte)']');
        if (stream is not null && output.Count >= FlushAt)
        {
            Flush();
        }
    }

    /// <inheritdoc/>
    protected override void WriteValueDelimiter() => output.Write((byte)',');

    /// <inheritdoc/>
    protected override void WriteIndentSpace() => output.Write((byte)' ');

    /// <inheritdoc/>
    protected override void WriteIndent()
    {
        int spaces = Top * Indentation;
        Span<byte> line = output.GetSpan(spaces + 1).Slice(0, spaces + 1);
        line.Fill((byte)' ');
        line[0] = (byte)'\n';
        output.Advance(line.Length);
    }

    /// <summary>Starts over on another buffer, which stays the caller's.</summary>
    internal void Reset(PooledBuffer buffer)
    {
        output = buffer;
        direct = 0;
        comma = false;
    }

    // What is rare is put into words by Newtonsoft's own writer, with the same settings.
    private void AppendAsText(Action<JsonTextWriter> write)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using var writer = new JsonTextWriter(text)
        {
            Culture = Culture,
            DateFormatHandling = DateFormatHandling,
            DateFormatString = DateFormatString,
            DateTimeZoneHandling = DateTimeZoneHandling,
            FloatFormatHandling = FloatFormatHandling,
            StringEscapeHandling = StringEscapeHandling,
        };
        write(writer);
        writer.Flush();
        Append(text.ToString());
    }

    private void WriteText(string value)
    {
        if (StringEscapeHandling == StringEscapeHandling.Default)
        {
            AppendQuoted(value);
        }
        else
        {
            AppendAsText(text => text.WriteValue(value));
        }
    }
}
