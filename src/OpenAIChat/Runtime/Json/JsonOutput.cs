using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>What generated code writes to: any Newtonsoft writer.</summary>
internal readonly struct JsonOutput
{
    private readonly JsonWriter writer;

    public JsonOutput(JsonWriter writer)
    {
        this.writer = writer;
    }

    /// <summary>Opens an object for the members of a model.</summary>
    public MemberWriter StartObject(JsonModel model, MemberTable members)
    {
        writer.WriteStartObject();
        return new MemberWriter(this, model, members);
    }

    public void EndObject() => writer.WriteEndObject();

    public void StartArray() => writer.WriteStartArray();

    public void EndArray() => writer.WriteEndArray();

    /// <summary>Opens an object whose names are data.</summary>
    public void StartMap() => writer.WriteStartObject();

    public void Name(string name) => writer.WritePropertyName(name);

    public void Name(MemberTable members, int member) => writer.WritePropertyName(members[member]);

    public void Null() => writer.WriteNull();

    public void String(string? value) => writer.WriteValue(value);

    public void Int32(int value) => writer.WriteValue(value);

    public void Int64(long value) => writer.WriteValue(value);

    public void Double(double value) => writer.WriteValue(value);

    public void Boolean(bool value) => writer.WriteValue(value);

    public void Token(JToken? value)
    {
        if (value is null)
        {
            Null();
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

    public void Json(JsonObject? value) => Token(value?.ToJObject());

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
