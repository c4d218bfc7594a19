using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenAIChat.Runtime;

namespace OpenAIChat.Tests.Runtime.Models;

/// <summary>A family of objects told apart by their <c>kind</c>, as the generator prints it.</summary>
[JsonConverter(typeof(SampleShapeConverter))]
internal abstract class SampleShape : JsonModel
{
    internal static SampleShape Read(JsonInput json) => json.ReadByDiscriminator<SampleShape>("kind", static kind => kind switch
    {
        "circle" => SampleCircle.Read,
        _ => SampleUnknownShape.Read,
    });
}

[JsonConverter(typeof(SampleCircleConverter))]
internal sealed class SampleCircle : SampleShape
{
    private static readonly MemberTable Members = new(("kind", JsonKind.String), ("radius", JsonKind.Number), ("ticks", JsonKind.Array));

    public string? Kind { get; set; } = "circle";

    public double? Radius { get; set; }

    public IList<int>? Ticks { get; set; }

    internal static new SampleCircle Read(JsonInput json)
    {
        var model = new SampleCircle { Kind = null };
        for (int member = json.StartObject(); json.NextMember(model, Members, ref member);)
        {
            switch (member)
            {
                case 0: model.Kind = json.ReadString(); break;
                case 1: model.Radius = json.ReadDouble(); break;
                case 2: model.Ticks = json.ReadInt32s(); break;
            }
        }

        return model;
    }

    internal override JsonModel CreateClone() => ModelText.Clone(this, Read);

    internal override void Write(JsonOutput json)
    {
        MemberWriter members = json.StartObject(this, Members);
        members.String(0, Kind);
        members.Double(1, Radius);
        members.Int32s(2, Ticks);
        members.End();
    }
}

internal sealed class SampleUnknownShape : SampleShape
{
    private SampleUnknownShape(JToken json) => Json = json;

    public JToken Json { get; }

    internal static new SampleUnknownShape Read(JsonInput json) => new(json.ReadToken());

    internal override JsonModel CreateClone() => ModelText.Clone(this, Read);

    internal override void Write(JsonOutput json) => json.Token(Json);
}

internal sealed class SampleShapeConverter : ModelConverter<SampleShape>
{
    protected override SampleShape Read(JsonInput json) => SampleShape.Read(json);

    protected override void Write(JsonOutput json, SampleShape value) => value.Write(json);
}

internal sealed class SampleCircleConverter : ModelConverter<SampleCircle>
{
    protected override SampleCircle Read(JsonInput json) => SampleCircle.Read(json);

    protected override void Write(JsonOutput json, SampleCircle value) => value.Write(json);
}
