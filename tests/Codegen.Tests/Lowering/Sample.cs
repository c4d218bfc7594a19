using Codegen.Lowering;
using Newtonsoft.Json.Linq;

namespace Codegen.Tests.Lowering;

/// <summary>A small contract, lowered: what the templates would print of it.</summary>
internal sealed class Sample
{
    private readonly JObject document;

    private Sample(JObject document) => this.document = document;

    public IEnumerable<string> Types => ((JObject)document["components"]!["schemas"]!).Properties().Select(property => property.Name);

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
        new(new ContractLowering(ContractDocument.Parse("sample.yaml", contract), config ?? new LoweringConfig()).ToDocument());

    /// <summary>Gets what is printed of a member, by its name in the JSON.</summary>
    public JObject Member(string type, string name) => (JObject)this[type]["x-cs-members"]!.Single(member => (string?)member["json"] == name);

    /// <summary>Gets the C# type of a member.</summary>
    public string TypeOf(string type, string name) => (string)Member(type, name)["cs"]!;

    /// <summary>Gets the values of an enum.</summary>
    public IEnumerable<string> Values(string type) => this[type]["x-cs-values"]!.Select(value => JToken.Parse((string)value["literal"]!).ToString());

    public JObject Operation(string path, string method) => (JObject)document["paths"]![path]![method]!["x-cs-operation"]!;
}
