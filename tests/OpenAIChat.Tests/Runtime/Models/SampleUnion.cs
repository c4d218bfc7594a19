using Newtonsoft.Json;
using OpenAIChat.Runtime;

namespace OpenAIChat.Tests.Runtime.Models;

/// <summary>Text or a list of texts, as the generator prints it.</summary>
[JsonConverter(typeof(SampleUnionConverter))]
internal sealed class SampleUnion : JsonUnion
{
    private SampleUnion(object value)
        : base(value)
    {
    }

    public string? AsText => Value as string;

    public IList<string>? AsTexts => Value as IList<string>;

    public static implicit operator SampleUnion(string value) => new(value);

    public static implicit operator SampleUnion(List<string> value) => new(value);

    internal static SampleUnion Read(JsonInput json) => json.TokenType switch
    {
        JsonToken.String => new SampleUnion(json.ReadString()!),
        JsonToken.StartArray => new SampleUnion(json.ReadStrings()),
        _ => new SampleUnion(json.ReadToken()),
    };

    internal override void Write(JsonOutput json)
    {
        switch (Value)
        {
            case string text: json.String(text); break;
            case IList<string> texts: json.Strings(texts); break;
            default: json.Token((Newtonsoft.Json.Linq.JToken)Value); break;
        }
    }
}

internal sealed class SampleUnionConverter : UnionConverter<SampleUnion>
{
    protected override SampleUnion Read(JsonInput json) => SampleUnion.Read(json);

    protected override void Write(JsonOutput json, SampleUnion value) => value.Write(json);
}
