using System.Runtime.CompilerServices;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenAIChat.Runtime;

namespace OpenAIChat;

/// <summary>What <see cref="JsonOutput"/> asks for: one whole value after the other, past the state machine of the base class.</summary>
/// <remarks>For the base class such a value is one raw value, so that it can stand anywhere in what a serializer writes.</remarks>
public sealed partial class Utf8JsonTextWriter
{
    // A model that holds itself would never end; no contract nests as deep as this.
    private const int MostLevels = 512;

    // How many objects and lists are open here.
    private int direct;

    // Whether something stands before the next value or name in its object or list.
    private bool comma;

    /// <summary>Gets whether values can be written here as they are: not when they are to be indented or escaped in another way.</summary>
    internal bool TakesDirectValues => Formatting == Formatting.None && StringEscapeHandling == StringEscapeHandling.Default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void DirectStart(byte bracket)
    {
        BeginValue();
        if (++direct > MostLevels)
        {
            throw new JsonSerializationException($"The objects are nested deeper than {MostLevels} levels: one of them probably holds itself.");
        }

        output.Write(bracket);
        comma = false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void DirectEnd(byte bracket)
    {
        direct--;
        output.Write(bracket);
        EndValue();
    }

    /// <summary>Writes a name that was encoded with the comma before and the colon behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void DirectName(byte[] prefix)
    {
        output.Write(comma ? prefix : prefix.AsSpan(1));
        comma = false;
    }

    internal void DirectName(string name)
    {
        if (comma)
        {
            output.Write((byte)',');
        }

        AppendQuoted(name);
        output.Write((byte)':');
        comma = false;
    }

    internal void DirectNull()
    {
        BeginValue();
        output.Write("null"u8);
        EndValue();
    }

    internal void DirectString(string value)
    {
        BeginValue();
        AppendQuoted(value);
        EndValue();
    }

    internal void DirectInteger(long value)
    {
        BeginValue();
        AppendInteger(value);
        EndValue();
    }

    internal void DirectDouble(double value)
    {
        BeginValue();
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            AppendAsText(text => text.WriteValue(value));
        }
        else
        {
            AppendDouble(value);
        }

        EndValue();
    }

    internal void DirectBoolean(bool value)
    {
        BeginValue();
        output.Write(value ? "true"u8 : "false"u8);
        EndValue();
    }

    internal void DirectJson(ReadOnlySpan<byte> json)
    {
        BeginValue();
        output.Write(json);
        EndValue();
    }

    internal void DirectToken(JToken token)
    {
        switch (token)
        {
            case JObject members:
                DirectStart((byte)'{');
                for (JToken? member = members.First; member is not null; member = member.Next)
                {
                    var property = (JProperty)member;
                    DirectName(property.Name);
                    DirectToken(property.Value);
                }

                DirectEnd((byte)'}');
                break;
            case JArray items:
                DirectStart((byte)'[');
                for (JToken? item = items.First; item is not null; item = item.Next)
                {
                    DirectToken(item);
                }

                DirectEnd((byte)']');
                break;
            case JValue value when value.GetType() == typeof(JValue):
                DirectValue(value);
                break;
            default:
                DirectText(token);
                break;
        }
    }

    private void DirectValue(JValue value)
    {
        switch (value.Value)
        {
            case null:
                DirectNull();
                break;
            case string text:
                DirectString(text);
                break;
            case long number:
                DirectInteger(number);
                break;
            case int number:
                DirectInteger(number);
                break;
            case double number:
                DirectDouble(number);
                break;
            case bool number:
                DirectBoolean(number);
                break;
            default:
                DirectText(value);
                break;
        }
    }

    // Dates, large numbers, raw text: what Newtonsoft makes of them.
    private void DirectText(JToken token)
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
            output.Write((byte)',');
        }
        else if (direct == 0 && !alone)
        {
            // Takes the place of one value, with the comma before it if one is due; adds nothing itself.
            base.WriteRawValue("");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EndValue() => comma = direct > 0;
}
