using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>What generated code writes to: any Newtonsoft writer.</summary>
internal readonly struct JsonOutput
{
    // Null when there is only the other.
    private readonly JsonWriter writer;
    // What is beneath the writer when it is ours and writes plainly.
    private readonly Utf8Output? utf8;

    public JsonOutput(JsonWriter writer)
    {
        this.writer = writer;
        utf8 = (writer as Utf8JsonTextWriter)?.Direct;
    }

    public JsonOutput(Utf8Output utf8)
    {
        writer = null!;
        this.utf8 = utf8;
    }

    /// <summary>Opens an object for the members of a model.</summary>
    public MemberWriter StartObject(JsonModel model, MemberTable members)
    {
        StartMap();
        return new MemberWriter(this, model, members);
    }

    public void EndObject()
    {
        if (utf8 is not null)
        {
            utf8.End((byte)'}');
        }
        else
        {
            writer.WriteEndObject();
        }
    }

    public void StartArray()
    {
        if (utf8 is not null)
        {
            utf8.Start((byte)'[');
        }
        else
        {
            writer.WriteStartArray();
        }
    }

    public void EndArray()
    {
        if (utf8 is not null)
        {
            utf8.End((byte)']');
        }
        else
        {
            writer.WriteEndArray();
        }
    }

    /// <summary>Opens an object whose names are data.</summary>
    public void StartMap()
    {
        if (utf8 is not null)
        {
            utf8.Start((byte)'{');
        }
        else
        {
            writer.WriteStartObject();
        }
    }

    public void Name(string name)
    {
        if (utf8 is not null)
        {
            utf8.Name(name);
        }
        else
        {
            writer.WritePropertyName(name);
        }
    }

    public void Name(MemberTable members, int member)
    {
        if (utf8 is not null)
        {
            utf8.Name(members.Prefix(member));
        }
        else
        {
            writer.WritePropertyName(members[member]);
        }
    }

    public void Null()
    {
        if (utf8 is not null)
        {
            utf8.Null();
        }
        else
        {
            writer.WriteNull();
        }
    }

    public void String(string? value)
    {
        if (utf8 is null)
        {
            writer.WriteValue(value);
        }
        else if (value is null)
        {
            utf8.Null();
        }
        else
        {
            utf8.String(value);
        }
    }

    public void Int32(int value)
    {
        if (utf8 is not null)
        {
            utf8.Integer(value);
        }
        else
        {
            writer.WriteValue(value);
        }
    }

    public void Int64(long value)
    {
        if (utf8 is not null)
        {
            utf8.Integer(value);
        }
        else
        {
            writer.WriteValue(value);
        }
    }

    public void Double(double value)
    {
        if (utf8 is not null)
        {
            utf8.Double(value);
        }
        else
        {
            writer.WriteValue(value);
        }
    }

    public void Boolean(bool value)
    {
        if (utf8 is not null)
        {
            utf8.Boolean(value);
        }
        else
        {
            writer.WriteValue(value);
        }
    }

    public void Token(JToken? value)
    {
        if (value is null)
        {
            Null();
        }
        else if (utf8 is not null)
        {
            utf8.Token(value);
        }
        else
        {
            value.WriteTo(writer);
        }
    }

    public void Model(JsonModel? value)
    {
        if (value is null)
        {
            Null();
        }
        else
        {
            value.Write(this);
        }
    }

    public void Union(JsonUnion? value)
    {
        if (value is null)
        {
            Null();
        }
        else
        {
            value.Write(this);
        }
    }

    public void Json(JsonObject? value)
    {
        if (utf8 is not null && value is not null)
        {
            utf8.Json(value.Utf8.Span);
        }
        else if (value is not null && writer.GetType() == typeof(JsonTextWriter) && writer is { Formatting: Formatting.None, StringEscapeHandling: StringEscapeHandling.Default })
        {
            writer.WriteRawValue(value.ToString());
        }
        else
        {
            Token(value?.ToJObject());
        }
    }

    public void Strings(IEnumerable<string> values)
    {
        StartArray();
        foreach (string value in values)
        {
            String(value);
        }

        EndArray();
    }

    public void Int32s(IEnumerable<int> values)
    {
        StartArray();
        foreach (int value in values)
        {
            Int32(value);
        }

        EndArray();
    }

    public void Int64s(IEnumerable<long> values)
    {
        StartArray();
        foreach (long value in values)
        {
            Int64(value);
        }

        EndArray();
    }

    public void Doubles(IEnumerable<double> values)
    {
        StartArray();
        foreach (double value in values)
        {
            Double(value);
        }

        EndArray();
    }

    public void Models<T>(IList<T> values)
        where T : JsonModel
    {
        StartArray();
        for (int i = 0; i < values.Count; i++)
        {
            Model(values[i]);
        }

        EndArray();
    }

    public void List<T>(IList<T> values, JsonWrite<T> item)
    {
        StartArray();
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] is { } value)
            {
                item(this, value);
            }
            else
            {
                Null();
            }
        }

        EndArray();
    }

    public void Map<T>(IDictionary<string, T> values, JsonWrite<T> write)
    {
        StartMap();
        foreach (KeyValuePair<string, T> entry in values)
        {
            Name(entry.Key);
            if (entry.Value is { } value)
            {
                write(this, value);
            }
            else
            {
                Null();
            }
        }

        EndObject();
    }
}
