using Codegen;
using Codegen.Lowering;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tests.Generated;

/// <summary>The contract, and the generated type of each of its schemas.</summary>
internal static class Contract
{
    private static readonly Lazy<ContractDocument> LoadedDocument = new(() => ContractDocument.Load(Path.Combine(Repository.Root, "openapi", "openapi.yaml")));

    private static readonly Lazy<IReadOnlyList<ContractType>> LoadedTypes = new(() =>
    {
        var config = LoweringConfig.Load(Path.Combine(Repository.Root, "generator-config", "lowering.json"));
        return [.. new ContractLowering(Document, config).Types.Select(shape => new ContractType(shape))];
    });

    public static ContractDocument Document => LoadedDocument.Value;

    public static IReadOnlyList<ContractType> Types => LoadedTypes.Value;

    public static IEnumerable<ContractType> Objects => Types.Where(type => type.Shape is ObjectShape);

    public static IEnumerable<ContractType> Families => Types.Where(type => type.Shape is DiscriminatedUnionShape);

    public static IEnumerable<ContractType> Unions => Types.Where(type => type.Shape is UnionShape);

    public static IEnumerable<ContractType> Enums => Types.Where(type => type.Shape is EnumShape);

    /// <summary>Gets the JSON examples of requests and answers, each with the type it is an example of.</summary>
    public static IEnumerable<TestCaseData> Examples()
    {
        foreach (JObject media in Document.Root["paths"]!.SelectTokens("$..content['application/json']").OfType<JObject>())
        {
            if (media["schema"]?["$ref"] is not { } reference || Types.FirstOrDefault(type => type.Shape.Origin.Component == JsonPointer.Split((string)reference!).Last()) is not { } type)
            {
                continue;
            }

            foreach (JProperty example in (media["examples"] as JObject)?.Properties() ?? [])
            {
                yield return new TestCaseData(type, ((JObject)Document.Resolve(example.Value))["value"]).SetArgDisplayNames(type.ToString(), example.Name);
            }
        }
    }
}

/// <summary>A schema of the contract and the type generated from it.</summary>
public sealed class ContractType
{
    internal ContractType(NamedShape shape) => Shape = shape;

    internal NamedShape Shape { get; }

    internal Type Type => typeof(JsonModel).Assembly.GetType("OpenAIChat." + Shape.Name) ?? throw new InvalidOperationException($"{Shape.Name} has not been generated.");

    /// <summary>Gets values derived from the schema.</summary>
    /// <remarks>The objects or the texts alone of a union of both are a type of their own.</remarks>
    internal IEnumerable<JToken> Values => Shape switch
    {
        DiscriminatedUnionShape family => family.Unions.SelectMany(union => ContractValues.Of(union.Schema)).Where(value => value is JObject),
        EnumShape => ContractValues.Of(Shape.Schema).Where(value => value.Type == JTokenType.String),
        _ => ContractValues.Of(Shape.Schema).Where(value => value.Type != JTokenType.Null),
    };

    public override string ToString() => Shape.Name;
}
