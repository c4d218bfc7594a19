using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>Writes models and their values: what generated code writes to.</summary>
internal readonly partial struct JsonOutput(Utf8TokenWriter writer)
{
    /// <summary>Opens an object for the members of a model.</summary>
    public MemberWriter StartObject(JsonModel model, MemberTable members)
    {
        StartMap();
        return new MemberWriter(this, model, members);
    }

    public void EndObject() => writer.End((byte)'}');

    public void StartArray() => writer.Start((byte)'[');

    public void EndArray() => writer.End((byte)']');

    /// <summary>Opens an object whose names are data.</summary>
    public void StartMap() => writer.Start((byte)'{');

    public void Name(string name) => writer.Name(name);

    public void Name(MemberTable members, int member) => writer.Name(members.Prefix(member));

    public void Null() => writer.Null();

    public void String(string? value)
    {
        if (value is null)
        {
            writer.Null();
        }
        else
        {
            writer.String(value);
        }
    }

    public void Int32(int value) => writer.Integer(value);

    public void Int64(long value) => writer.Integer(value);

    public void Double(double value) => writer.Double(value);

    public void Boolean(bool value) => writer.Boolean(value);

    /// <summary>Writes a value that is JSON already.</summary>
    public void Raw(ReadOnlySpan<byte> json) => writer.Raw(json);

    public void Token(JToken? value)
    {
        if (value is null)
        {
            writer.Null();
        }
        else
        {
            writer.Token(value);
        }
    }

    public void Model(JsonModel? value)
    {
        if (value is null)
        {
            writer.Null();
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
            writer.Null();
        }
        else
        {
            value.Write(this);
        }
    }

    public void Json(JsonObject? value)
    {
        if (value is null)
        {
            writer.Null();
        }
        else
        {
            writer.Raw(value.Utf8.Span);
        }
    }
}
