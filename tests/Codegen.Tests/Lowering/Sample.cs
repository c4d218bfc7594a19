using Codegen.Lowering;
using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Tests.Lowering;

/// <summary>A small contract, lowered: what the templates would print of it.</summary>
internal sealed class Sample
{
    private readonly ContractLowering lowering;
    private readonly JObject document;

    private Sample(ContractLowering lowering)
    {
        this.lowering = lowering;
        document = lowering.ToDocument();
    }

    public JObject Document => document;

    public IEnumerable<string> Types => lowering.Types.Select(type => type.Name);

    public JObject this[string type] => (JObject)document["components"]!["schemas"]![type]!;

    /// <summary>Lowers components, of which Root is sent and answered.</summary>
    public static Sample Of(string schemas, LoweringConfig? config = null) => Whole(
        $$"""
        openapi: 3.1.0
        info: { title: Sample, version: "1" }
        paths:
          /roots:
            post:
              operationId: send
              requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Root" } } } }
              responses: { "200": { description: A root., content: { application/json: { schema: { $ref: "#/components/schemas/Root" } } } } }
        components:
          schemas:
            {{schemas.ReplaceLineEndings("\n").Replace("\n", "\n    ", StringComparison.Ordinal)}}
        """, config);

    /// <summary>Lowers a Root with one member <c>value</c>.</summary>
    public static Sample OfMember(string schema, string more = "", bool required = false) =>
        Of($"Root: {{ type: object, {(required ? "required: [value], " : "")}properties: {{ value: {schema} }} }}\n{more}");

    public static Sample Whole(string contract, LoweringConfig? config = null) =>
        new(new ContractLowering(ContractDocument.Parse("sample.yaml", contract), config ?? new LoweringConfig()));

    /// <summary>Gets the facts of a union.</summary>
    public JObject Union(string type) => (JObject)document["x-cs-unions"]!.Single(union => (string?)union["name"] == type);

    /// <summary>Gets a member, by its name in the JSON.</summary>
    public JObject Member(string type, string name) => (JObject)Members(type)[name]!;

    /// <summary>Gets the members of an object, those of its own where it is a variant.</summary>
    public JObject Members(string type) => (JObject)(this[type]["properties"] ?? this[type]["allOf"]![1]!["properties"])!;

    /// <summary>Gets the C# type of a member.</summary>
    public string TypeOf(string type, string name)
    {
        Member member = ((ObjectShape)lowering.Types.Single(shape => shape.Name == type)).Find(name)!;
        return (member.Constant is null ? CSharpTypes.Name(member.Type) : "string") + (!member.Required || member.Type.IsNullable
            ? "?"
            : "");
    }

    /// <summary>Gets the limits of a member that are checked.</summary>
    public string Limits(string type, string name) => LimitsOf((JObject)Member(type, name)["x-cs-use"]!);

    /// <summary>Gets the limits that are checked of each alternative of a union.</summary>
    public IEnumerable<string> CaseLimits(string type) => Union(type)["cases"]!.Select(entry => LimitsOf((JObject)entry["use"]!));

    /// <summary>Gets the alternatives of a union.</summary>
    public IReadOnlyList<UnionCase> Cases(string type) => UnionCases.Of((UnionShape)lowering.Types.Single(shape => shape.Name == type));

    /// <summary>Gets the variants of a discriminated union, each with its value.</summary>
    public IEnumerable<string> Variants(string type) =>
        this[type]["x-cs-variants"]!.Select(variant => $"{variant["name"]}={variant["value"]}");

    /// <summary>Gets the values of an enum.</summary>
    public IEnumerable<string> Values(string type) => this[type]["enum"]!.Values<string>()!;

    public JObject Operation(string path, string method) => (JObject)document["paths"]![path]![method]!;

    private static string LimitsOf(JObject use)
    {
        string[] names = ["length", "pattern", "range", "count"];
        IEnumerable<string> own = names.Where(name => use[name] is not null)
            .Select(name => $"{name} {use[name]!.ToString(Newtonsoft.Json.Formatting.None).Replace("\"", "", StringComparison.Ordinal)}");
        return string.Join(
            ", ",
            use["items"] is JObject items && LimitsOf(items) is { Length: > 0 } inner ? own.Append($"each {inner}") : own);
    }
}
