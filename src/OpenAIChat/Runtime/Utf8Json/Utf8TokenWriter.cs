using System.Globalization;
using System.Runtime.CompilerServices;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>
/// Writes JSON as UTF-8 bytes, one token after the other, escaped exactly as Newtonsoft's JsonTextWriter does by default.
/// </summary>
internal sealed partial class Utf8TokenWriter
{
    // A model that holds itself would never end; no contract nests as deep as this.
    private const int MaxDepth = 512;

    private int depth;

    // Whether something stands before the next value or name in its object or list.
    private bool comma;

    /// <summary>Gets where the bytes go.</summary>
    public PooledBuffer Buffer { get; private set; } = PooledBuffer.None;

    /// <summary>Gets or sets whether NaN and infinity, which JSON does not have, are written as text: for people to read.</summary>
    public bool AllowsNonFinite { get; set; }

    /// <summary>Starts over on another buffer, which stays the caller's.</summary>
    public void Reset(PooledBuffer buffer)
    {
        Buffer = buffer;
        depth = 0;
        comma = false;
        AllowsNonFinite = false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Start(byte bracket)
    {
        BeginValue();
        if (++depth > MaxDepth)
        {
            throw new JsonSerializationException(
                $"The objects are nested deeper than {MaxDepth} levels: one of them probably contains itself.");
        }

        Buffer.Write(bracket);
        comma = false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(byte bracket)
    {
        depth--;
        Buffer.Write(bracket);
        comma = true;
    }

    /// <summary>Writes a name that was encoded with the comma before and the colon behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Name(byte[] prefix)
    {
        Buffer.Write(comma ? prefix : prefix.AsSpan(1));
        comma = false;
    }

    public void Name(string name)
    {
        BeginValue();
        AppendQuoted(name);
        Buffer.Write((byte)':');
        comma = false;
    }

    public void Null()
    {
        BeginValue();
        Buffer.Write("null"u8);
        comma = true;
    }

    public void String(string value)
    {
        BeginValue();
        AppendQuoted(value);
        comma = true;
    }

    public void Integer(long value)
    {
        BeginValue();
        AppendInteger(value);
        comma = true;
    }

    /// <exception cref="ArgumentException">The number is NaN or infinite.</exception>
    public void Double(double value)
    {
        BeginValue();
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            AppendNonFinite(value);
        }
        else
        {
            AppendDouble(value);
        }

        comma = true;
    }

    public void Boolean(bool value)
    {
        BeginValue();
        Buffer.Write(value ? "true"u8 : "false"u8);
        comma = true;
    }

    /// <summary>Writes a value that is JSON already.</summary>
    public void Raw(ReadOnlySpan<byte> json)
    {
        BeginValue();
        Buffer.Write(json);
        comma = true;
    }

    /// <summary>Writes a value that is JSON already.</summary>
    public void Raw(string json)
    {
        BeginValue();
        Append(json);
        comma = true;
    }

    /// <summary>Writes free-form JSON.</summary>
    public void Token(JToken token)
    {
        switch (token)
        {
            case JObject members:
                Start((byte)'{');
                for (JToken? member = members.First; member is not null; member = member.Next)
                {
                    var property = (JProperty)member;
                    Name(property.Name);
                    Token(property.Value);
                }

                End((byte)'}');
                break;
            case JArray items:
                Start((byte)'[');
                for (JToken? item = items.First; item is not null; item = item.Next)
                {
                    Token(item);
                }

                End((byte)']');
                break;
            case ExactNumber number:
                Raw(number.Literal);
                break;
            case JRaw:
                Raw(token.ToString(Formatting.None));
                break;
            case JValue value:
                Value(value);
                break;
            default:
                Raw(token.ToString(Formatting.None));
                break;
        }
    }

    private void Value(JValue value)
    {
        switch (value.Value)
        {
            case null:
                // JSON has no undefined; null is the nearest.
                Null();
                break;
            case string text:
                String(text);
                break;
            case long number:
                Integer(number);
                break;
            case int number:
                Integer(number);
                break;
            case double number:
                Double(number);
                break;
            case float number when float.IsNaN(number) || float.IsInfinity(number):
                Double(number);
                break;
            case bool flag:
                Boolean(flag);
                break;
            default:
                // Dates, large numbers: what Newtonsoft writes for them.
                Raw(value.ToString(Formatting.None));
                break;
        }
    }

    private void AppendNonFinite(double value)
    {
        if (!AllowsNonFinite)
        {
            throw new ArgumentException($"The number {value.ToString(CultureInfo.InvariantCulture)} cannot be written: JSON has finite "
                + $"numbers only. Set a finite one, or none.");
        }

        AppendQuoted(value.ToString(CultureInfo.InvariantCulture));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void BeginValue()
    {
        if (comma)
        {
            Buffer.Write((byte)',');
        }
    }
}
