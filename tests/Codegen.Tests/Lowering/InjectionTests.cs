using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Newtonsoft.Json.Linq;

using OpenAIChat;

namespace Codegen.Tests.Lowering;

/// <summary>No text of a contract becomes code, or a file of its own, wherever in the contract it stands.</summary>
public sealed class InjectionTests
{
    private const string Plain =
        """
        {"openapi":"3.1.0","info":{"title":"Plain","version":"1"},"paths":{"/things":{"post":{"operationId":"send",
        "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}},
        "responses":{"200":{"description":"A thing.","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}}}}}},
        "components":{"schemas":{"Thing":{"type":"object","properties":{"name":{"type":"string"}}}}}}
        """;

    [Test]
    public void A_payload_in_every_position_becomes_neither_code_nor_a_file_and_compiles()
    {
        GeneratedProject generated = Generate("hostile", HostileContract.Document);

        Assert.That(generated.Exit, Is.Zero, generated.Output);
        AssertHarmless(generated);
        generated.AssertCompiles();
    }

    [TestCaseSource(nameof(Odd))]
    public void A_payload_where_it_may_be_refused_is_refused_in_words_or_becomes_no_code(string position, Action<JObject> place)
    {
        var contract = JObject.Parse(Plain);
        place(contract);

        GeneratedProject generated = Generate("hostile-" + position, contract);

        if (generated.Exit != 0)
        {
            Assert.That(generated.Output, Does.Contain("error").And.Not.Contain("   at Codegen").And.Not.Contain("Unhandled"));
            return;
        }

        AssertHarmless(generated);
        IEnumerable<Diagnostic> faults = generated.Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetDiagnostics());
        Assert.That(faults, Is.Empty);
    }

    private static IEnumerable<TestCaseData> Odd()
    {
        yield return Position("path", contract => Rename(contract["paths"]!, "/things", "/things/" + HostileContract.Name("Path")));
        yield return Position("path-parameter", contract =>
        {
            string name = HostileContract.Name("Argument").Replace("{", "", StringComparison.Ordinal)
                .Replace("}", "", StringComparison.Ordinal)
                .Replace("/", "", StringComparison.Ordinal);
            Rename(contract["paths"]!, "/things", $"/things/{{{name}}}");
            Place(contract, "$.paths.*.post.parameters", new JArray(
                new JObject { ["name"] = name, ["in"] = "path", ["required"] = true, ["schema"] = new JObject { ["type"] = "string" } }));
        });
        yield return Position("method", contract => Rename(contract["paths"]!["/things"]!, "post", HostileContract.Payload));
        yield return Position(
            "status",
            contract => Rename(contract.SelectToken("$.paths.*.post.responses")!, "200", HostileContract.Payload));
        yield return Position(
            "content-type-sent",
            contract => Rename(contract.SelectToken("$.paths.*.post.requestBody.content")!, "application/json", HostileContract.Payload));
        yield return Position(
            "content-type-read",
            contract => Rename(contract.SelectToken("$.paths.*.post.responses.*.content")!, "application/json", HostileContract.Payload));
        yield return Position("json-content-type", contract =>
            Rename(
                contract.SelectToken("$.paths.*.post.requestBody.content")!,
                "application/json",
                "application/json; charset=" + HostileContract.Payload));
        yield return Position("header-parameter", contract => Place(contract, "$.paths.*.post.parameters", new JArray(
            new JObject
            {
                ["name"] = HostileContract.Name("Header"),
                ["in"] = "header",
                ["schema"] = new JObject { ["type"] = "string" }
            })));
        yield return Position("place-of-parameter", contract => Place(contract, "$.paths.*.post.parameters", new JArray(
            new JObject { ["name"] = "a", ["in"] = HostileContract.Payload, ["schema"] = new JObject { ["type"] = "string" } })));
        yield return Position("style-of-parameter", contract => Place(contract, "$.paths.*.post.parameters", new JArray(
            new JObject
            {
                ["name"] = "a",
                ["in"] = "query",
                ["style"] = HostileContract.Payload,
                ["schema"] = JObject.Parse("""{"type":"array","items":{"type":"string"}}""")
            })));
        yield return Position(
            "type",
            contract => Place(contract, "$.components.schemas.Thing.properties.name.type", HostileContract.Payload));
        yield return Position(
            "reference",
            contract => Place(contract, "$.components.schemas.Thing.properties.name", new JObject { ["$ref"] = HostileContract.Payload }));
        yield return Position(
            "bound",
            contract => Place(contract, "$.components.schemas.Thing.properties.name.maxLength", HostileContract.Payload));
        yield return Position(
            "required",
            contract => Place(contract, "$.components.schemas.Thing.required", new JArray(HostileContract.Payload)));
        yield return Position("version", contract => Place(contract, "$.openapi", HostileContract.Payload));
        yield return Position("long-name", contract => Place(contract, "$.paths.*.post.operationId",
            HostileContract.Payload.Replace("PwnedIdentifier", "PwnedName", StringComparison.Ordinal)));
        yield return Position("default-of-number", contract =>
            Place(
                contract,
                "$.components.schemas.Thing.properties.name",
                new JObject { ["type"] = "integer", ["default"] = HostileContract.Payload, ["minimum"] = 1 }));
    }

    private static TestCaseData Position(string name, Action<JObject> place) => new TestCaseData(name, place).SetArgDisplayNames(name);

    private static void Rename(JToken owner, string name, string other) =>
        ((JObject)owner).Property(name)!.Replace(new JProperty(other, owner[name]));

    private static void Place(JObject contract, string path, JToken value)
    {
        int last = path.LastIndexOf('.');
        contract.SelectToken(path[..last])![path[(last + 1)..]] = value;
    }

    private static GeneratedProject Generate(string name, JObject contract)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "compile-tests", name)).FullName;
        string file = Path.Combine(folder, name + ".json");
        string config = Path.Combine(folder, "lowering.config");
        File.WriteAllText(file, contract.ToString());
        File.WriteAllText(config, "{}");
        return GeneratedProject.Generate(file, config);
    }

    private static void AssertHarmless(GeneratedProject generated)
    {
        Assert.That(generated.Files, Has.None.Contains("vil.").IgnoreCase);
        Assert.That(Path.Combine(Repository.Root, "evil.cs"), Does.Not.Exist);
        IEnumerable<string> payloads = generated.Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantTokens())
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(token => token.ValueText)
            .Where(IsPayload);
        Assert.That(payloads, Is.Empty);
    }

    // What stands where a name is made of it may be part of a longer name, but never a word by itself.
    private static bool IsPayload(string identifier) =>
        identifier.Contains("PwnedIdentifier", StringComparison.Ordinal) || identifier == "PwnedName";
}
