using System.Globalization;
using System.Runtime.CompilerServices;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>Writes JSON as UTF-8 bytes, one whole value after the other: what <see cref="JsonOutput"/> asks for.</summary>
/// <remarks>
/// Not a <see cref="JsonWriter"/>, but what is beneath <see cref="Utf8JsonTextWriter"/>: the state machine of that class would cost more than the
/// writing, and what it makes at its first use would be some of the time to a process's first call.
/// </remarks>
/// <param name="owner">The writer to write for; null: nobody but <see cref="JsonOutput"/> writes here.</param>
internal sealed partial class Utf8Output(Utf8JsonTextWriter? owner)
{
    // A model that holds itself would never end; no contract nests as deep as this.
    private const int MostLevels = 512;

    // How many objects and lists are open here.
    private int direct;

    // Whether something stands before the next value or name in its object or list.
    private bool comma;

    /// <summary>Gets or sets where the bytes go.</summary>
    public PooledBuffer Buffer { get; set; } = PooledBuffer.None;

    /// <summary>Starts over on another buffer, which stays the caller's.</summary>
    public void Reset(PooledBuffer buffer)
    {
        Buffer = buffer;
        direct = 0;
        comma = false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Start(byte bracket)
    {
        BeginValue();
        if (++direct > MostLevels)
        {
            throw new JsonSerializationException($"The objects are nested deeper than {MostLevels} levels: one of them probably holds itself.");
        }

        Buffer.Write(bracket);
        comma = false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(byte bracket)
    {
        direct--;
        Buffer.Write(bracket);
        EndValue();
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
        if (comma)
        {
            Buffer.Write((byte)',');
        }

        AppendQuoted(name);
        Buffer.Write((byte)':');
        comma = false;
    }

    public void Null()
    {
        BeginValue();
        Buffer.Write("null"u8);
        EndValue();
    }

    public void String(string value)
    {
        BeginValue();
        AppendQuoted(value);
        EndValue();
    }

    public void Integer(long value)
    {
        BeginValue();
        AppendInteger(value);
        EndValue();
    }

    public void Double(double value)
    {
        BeginValue();
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            AppendNoNumber(value);
        }
        else
        {
            AppendDouble(value);
        }

        EndValue();
    }

    public void Boolean(bool value)
    {
        BeginValue();
        Buffer.Write(value ? "true"u8 : "false"u8);
        EndValue();
    }

    public void Json(ReadOnlySpan<byte> json)
    {
        BeginValue();
        Buffer.Write(json);
        EndValue();
    }

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
            case JValue value when value.GetType() == typeof(JValue):
                Value(value);
                break;
            default:
                Text(token);
                break;
        }
    }

    private void Value(JValue value)
    {
        switch (value.Value)
        {
            case null:
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
            case bool number:
                Boolean(number);
                break;
            default:
                Text(value);
                break;
        }
    }

    // Apart, since the lambda would allocate for every number.
    private void AppendNoNumber(double value) => Append(owner is null
        ? "\"" + value.ToString(CultureInfo.InvariantCulture) + "\""
        : owner.InWords(text => text.WriteValue(value)));

    // Dates, large numbers, raw text: what Newtonsoft makes of them.
    private void Text(JToken token)
    {
        BeginValue();
        Append(token.ToString(Formatting.None));
        EndValue();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void BeginValue()
    {
        if (comma)
        {
            Buffer.Write((byte)',');
        }
        else if (direct == 0)
        {
            owner?.BeginDirectValue();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EndValue() => comma = direct > 0;
}
