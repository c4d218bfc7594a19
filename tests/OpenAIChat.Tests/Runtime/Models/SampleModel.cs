using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenAIChat.Runtime;

namespace OpenAIChat.Tests.Runtime.Models;

/// <summary>A model as the generator prints it, with a member of every kind.</summary>
[JsonConverter(typeof(SampleModelConverter))]
internal sealed class SampleModel : JsonModel
{
    private static readonly MemberTable Members = new(
        ("type", JsonKind.String),
        ("count", JsonKind.Int32),
        ("created", JsonKind.Int64),
        ("weight", JsonKind.Number),
        ("on", JsonKind.Boolean),
        ("child", JsonKind.Object),
        ("children", JsonKind.Array),
        ("texts", JsonKind.Array),
        ("bytes", JsonKind.Array),
        ("weights", JsonKind.Array),
        ("labels", JsonKind.Map),
        ("biases", JsonKind.Map),
        ("anything", JsonKind.Any),
        ("schema", JsonKind.Object),
        ("stop", JsonKind.Union),
        ("mode", JsonKind.Enum),
        ("gaps", JsonKind.Array));

    private List<SampleModel>? children;

    public string? Type { get; set; }

    public int? Count { get; set; }

    public long? Created { get; set; }

    public double? Weight { get; set; }

    public bool? On { get; set; }

    public SampleModel? Child { get; set; }

    /// <summary>Gets the children, as a required list does.</summary>
    public List<SampleModel> Children => children ??= new UnsetList<SampleModel>();

    public IList<string>? Texts { get; set; }

    public IList<int>? Bytes { get; set; }

    public IList<double>? Weights { get; set; }

    public IDictionary<string, string>? Labels { get; set; }

    public IDictionary<string, int>? Biases { get; set; }

    public JToken? Anything { get; set; }

    public JsonObject? Schema { get; set; }

    public SampleUnion? Stop { get; set; }

    public SampleMode? Mode { get; set; }

    public IList<SampleModel?>? Gaps { get; set; }

    internal static SampleModel Read(JsonInput json)
    {
        var model = new SampleModel();
        for (int member = json.StartObject(); json.NextMember(model, Members, ref member);)
        {
            switch (member)
            {
                case 0: model.Type = json.ReadString(); break;
                case 1: model.Count = json.ReadInt32(); break;
                case 2: model.Created = json.ReadInt64(); break;
                case 3: model.Weight = json.ReadDouble(); break;
                case 4: model.On = json.ReadBoolean(); break;
                case 5: model.Child = Read(json); break;
                case 6: model.children = json.ReadList(Read); break;
                case 7: model.Texts = json.ReadStrings(); break;
                case 8: model.Bytes = json.ReadInt32s(); break;
                case 9: model.Weights = json.ReadDoubles(); break;
                case 10: model.Labels = json.ReadStringMap(); break;
                case 11: model.Biases = json.ReadInt32Map(); break;
                case 12: model.Anything = json.ReadToken(); break;
                case 13: model.Schema = json.ReadJsonObject(); break;
                case 14: model.Stop = SampleUnion.Read(json); break;
                case 15: model.Mode = new SampleMode(json.ReadString()!); break;
                case 16: model.Gaps = json.ReadNullableList(Read); break;
            }
        }

        return model;
    }

    internal override JsonModel CreateClone() => ModelText.Clone(this, Read);

    internal override void Write(JsonOutput json)
    {
        MemberWriter members = json.StartObject(this, Members);
        members.String(0, Type);
        members.Int32(1, Count);
        members.Int64(2, Created);
        members.Double(3, Weight);
        members.Boolean(4, On);
        members.Model(5, Child);
        members.Models(6, children);
        members.Strings(7, Texts);
        members.Int32s(8, Bytes);
        members.Doubles(9, Weights);
        members.StringMap(10, Labels);
        members.Int32Map(11, Biases);
        members.Token(12, Anything);
        members.Json(13, Schema);
        members.Union(14, Stop);
        members.String(15, Mode?.Value);
        members.List(16, Gaps, static (json, item) => json.Model(item));
        members.End();
    }
}

internal sealed class SampleModelConverter : ModelConverter<SampleModel>
{
    protected override SampleModel Read(JsonInput json) => SampleModel.Read(json);

    protected override void Write(JsonOutput json, SampleModel value) => value.Write(json);
}
