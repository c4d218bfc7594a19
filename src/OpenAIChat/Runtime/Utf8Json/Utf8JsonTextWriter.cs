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
public sealed class Utf8JsonTextWriter : JsonWriter
{
    private const int FlushAt = 64 * 1024;

    private readonly Stream? stream;
    private readonly IBufferWriter<byte>? target;
    private readonly Utf8Output output;

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">Where the bytes go. It is disposed with the writer unless <see cref="JsonWriter.CloseOutput"/> is false.</param>
    public Utf8JsonTextWriter(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        this.stream = stream;
        output = new Utf8Output(this) { Buffer = new PooledBuffer() };
    }

    /// <summary>Writes to a buffer.</summary>
    /// <param name="target">Where the bytes go.</param>
    public Utf8JsonTextWriter(IBufferWriter<byte> target)
    {
        ArgumentNullException.ThrowIfNull(target);
        this.target = target;
        output = new Utf8Output(this) { Buffer = new PooledBuffer() };
    }

    /// <summary>Gets or sets how many spaces a level is indented by.</summary>
    /// <value>The default is 2.</value>
    public int Indentation { get; set; } = 2;

    /// <summary>Gets what takes values as they are; null when they are to be indented or escaped in another way.</summary>
    internal Utf8Output? Direct => Formatting == Formatting.None && StringEscapeHandling == StringEscapeHandling.Default ? output : null;

    /// <inheritdoc/>
    public override void Flush()
    {
        if (stream is not null)
        {
            ArraySegment<byte> written = output.Buffer.WrittenSegment;
            stream.Write(written.Array!, written.Offset, written.Count);
            stream.Flush();
            output.Buffer.Clear();
        }
        else if (target is not null)
        {
            output.Buffer.WrittenSpan.CopyTo(target.GetSpan(output.Buffer.Count));
            target.Advance(output.Buffer.Count);
            output.Buffer.Clear();
        }
    }

    /// <inheritdoc/>
    public override void Close()
    {
        base.Close();
        if (stream is not null || target is not null)
        {
            Flush();
            output.Buffer.Dispose();
            output.Buffer = PooledBuffer.None;
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
        output.Buffer.Write((byte)'{');
    }

    /// <inheritdoc/>
    public override void WriteStartArray()
    {
        base.WriteStartArray();
        output.Buffer.Write((byte)'[');
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: JSON has no constructors.</exception>
    public override void WriteStartConstructor(string name) => throw new NotSupportedException("JSON has no constructors.");

    /// <inheritdoc/>
    public override void WritePropertyName(string name)
    {
        base.WritePropertyName(name);
        WriteText(name);
        output.Buffer.Write((byte)':');
    }

    /// <inheritdoc/>
    public override void WritePropertyName(string name, bool escape) => WritePropertyName(name);

    /// <inheritdoc/>
    public override void WriteNull()
    {
        base.WriteNull();
        output.Buffer.Write("null"u8);
    }

    /// <summary>Writes null, JSON's nearest to undefined.</summary>
    public override void WriteUndefined() => WriteNull();

    /// <inheritdoc/>
    public override void WriteRaw(string? json)
    {
        base.WriteRaw(json);
        output.Append(json);
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
        output.Append(ws);
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
        output.AppendInteger(value);
    }

    /// <inheritdoc/>
    public override void WriteValue(uint value)
    {
        base.WriteValue(value);
        output.AppendInteger(value);
    }

    /// <inheritdoc/>
    public override void WriteValue(long value)
    {
        base.WriteValue(value);
        output.AppendInteger(value);
    }

    /// <inheritdoc/>
    public override void WriteValue(ulong value)
    {
        base.WriteValue(value);
        output.Append(value.ToString(CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public override void WriteValue(short value)
    {
        base.WriteValue(value);
        output.AppendInteger(value);
    }

    /// <inheritdoc/>
    public override void WriteValue(ushort value)
    {
        base.WriteValue(value);
        output.AppendInteger(value);
    }

    /// <inheritdoc/>
    public override void WriteValue(byte value)
    {
        base.WriteValue(value);
        output.AppendInteger(value);
    }

    /// <inheritdoc/>
    public override void WriteValue(sbyte value)
    {
        base.WriteValue(value);
        output.AppendInteger(value);
    }

    /// <inheritdoc/>
    public override void WriteValue(bool value)
    {
        base.WriteValue(value);
        output.Buffer.Write(value ? "true"u8 : "false"u8);
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
            output.Append(InWords(text => text.WriteValue(value)));
        }
        else
        {
            output.AppendDouble(value);
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
        output.Append(InWords(text => text.WriteValue(value)));
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
        output.Append(JsonConvert.ToString(value));
    }

    /// <inheritdoc/>
    public override void WriteValue(DateTime value)
    {
        base.WriteValue(value);
        output.Append(InWords(text => text.WriteValue(value)));
    }

    /// <inheritdoc/>
    public override void WriteValue(DateTimeOffset value)
    {
        base.WriteValue(value);
        output.Append(InWords(text => text.WriteValue(value)));
    }

    /// <inheritdoc/>
    public override void WriteValue(TimeSpan value)
    {
        base.WriteValue(value);
        output.Append(InWords(text => text.WriteValue(value)));
    }

    /// <inheritdoc/>
    public override void WriteValue(Guid value)
    {
        base.WriteValue(value);
        output.Append(InWords(text => text.WriteValue(value)));
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
        output.Append(InWords(text => text.WriteValue(value)));
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
        output.Buffer.Write(token == JsonToken.EndObject ? (byte)'}' : (byte)']');
        if (stream is not null && output.Buffer.Count >= FlushAt)
        {
            Flush();
        }
    }

    /// <inheritdoc/>
    protected override void WriteValueDelimiter() => output.Buffer.Write((byte)',');

    /// <inheritdoc/>
    protected override void WriteIndentSpace() => output.Buffer.Write((byte)' ');

    /// <inheritdoc/>
    protected override void WriteIndent()
    {
        int spaces = Top * Indentation;
        Span<byte> line = output.Buffer.GetSpan(spaces + 1).Slice(0, spaces + 1);
        line.Fill((byte)' ');
        line[0] = (byte)'\n';
        output.Buffer.Advance(line.Length);
    }

    /// <summary>Takes the place of one value, with the comma before it if one is due; the value itself goes to <see cref="Direct"/>.</summary>
    internal void BeginDirectValue() => base.WriteRawValue("");

    /// <summary>Puts what is rare into words by Newtonsoft's own writer, with the same settings.</summary>
    internal string InWords(Action<JsonTextWriter> write)
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
        return text.ToString();
    }

    private void WriteText(string value)
    {
        if (StringEscapeHandling == StringEscapeHandling.Default)
        {
            output.AppendQuoted(value);
        }
        else
        {
            output.Append(InWords(text => text.WriteValue(value)));
        }
    }
}
