using Newtonsoft.Json;

namespace OpenAIChat.Runtime;

/// <summary>Shows a reader that stands on the value of an object's first member as if it still stood on the object's start.</summary>
/// <remarks>That is how far one must look to tell by its first member what an object is; the rest of it is then read without a copy.</remarks>
internal sealed class RewoundReader(JsonReader inner, string name, string path) : JsonReader, IJsonLineInfo
{
    private int step;

    public override JsonToken TokenType => step switch
    {
        0 => JsonToken.StartObject,
        1 => JsonToken.PropertyName,
        _ => inner.TokenType,
    };

    public override object? Value => step switch
    {
        0 => null,
        1 => name,
        _ => inner.Value,
    };

    public override Type? ValueType => Value?.GetType();

    public override int Depth => step == 0 ? inner.Depth - 1 : inner.Depth;

    public override string Path => step == 0 ? path : inner.Path;

    public int LineNumber => (inner as IJsonLineInfo)?.LineNumber ?? 0;

    public int LinePosition => (inner as IJsonLineInfo)?.LinePosition ?? 0;

    public bool HasLineInfo() => (inner as IJsonLineInfo)?.HasLineInfo() ?? false;

    public override bool Read()
    {
        if (step < 2)
        {
            step++;
            return true;
        }

        inner.DateParseHandling = DateParseHandling;
        inner.FloatParseHandling = FloatParseHandling;
        return inner.Read();
    }
}
