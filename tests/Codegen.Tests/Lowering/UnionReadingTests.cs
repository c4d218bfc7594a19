using System.Collections;
using System.Reflection;
using System.Runtime.Loader;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

using OpenAIChat;

namespace Codegen.Tests.Lowering;

/// <summary>Each kind of alternative, in a union with each other kind, is read by the one accessor for it and written back.</summary>
public sealed class UnionReadingTests
{
    private static readonly Alternative[] Alternatives =
    [
        new("Text", """{"type":"string"}""", "\"a text\"", value => value is "a text"),
        new(
            "Word",
            """{"$ref":"#/components/schemas/Known"}""",
            "\"unknown\"",
            value => value.ToString() == "unknown" && value is not string),
        new("Int", """{"type":"integer"}""", "5", value => value is 5 or 5L),
        new("Long", """{"type":"integer","format":"int64"}""", "5000000000", value => value is 5_000_000_000L),
        new("Number", """{"type":"number"}""", "0.5", value => value is 0.5),
        new("Flag", """{"type":"boolean"}""", "false", value => value is false),
        new("Texts", """{"type":"array","items":{"type":"string"}}""", "[\"a\",\"b\"]", value => value is IList<string> { Count: 2 }),
        new("Ints", """{"type":"array","items":{"type":"integer"}}""", "[1,2]", value => value is IList { Count: 2 } and not IList<string>),
        new(
            "Things",
            """{"type":"array","items":{"$ref":"#/components/schemas/Thing"}}""",
            """[{"name":"a"}]""",
            value => value is IList { Count: 1 } and not IList<string>),
        new("Thing", """{"$ref":"#/components/schemas/Thing"}""", """{"name":"a"}""", value => value.GetType().Name == "Thing"),
        new("Other", """{"$ref":"#/components/schemas/Other"}""", """{"size":1}""", value => value.GetType().Name == "Other"),
        new(
            "Map",
            """{"type":"object","additionalProperties":{"type":"string"}}""",
            """{"a":"b"}""",
            value => value is IDictionary<string, string> { Count: 1 }),
    ];

    // JSON does not tell these apart: one reads what is the other's, or it stays JSON as documented.
    private static readonly HashSet<string> Alike = ["TextWord", "IntLong", "ThingMap", "OtherMap"];

    [Test]
    public void Every_alternative_is_read_through_its_accessor_and_only_through_it()
    {
        (Alternative First, Alternative Second)[] pairs =
        [
            .. Alternatives.SelectMany((first, index) => Alternatives.Skip(index + 1).Select(second => (first, second)))
                .Where(pair => !Alike.Contains(pair.first.Name + pair.second.Name)),
        ];
        Assembly assembly = Build(pairs);

        Assert.Multiple(() =>
        {
            foreach ((Alternative first, Alternative second) in pairs)
            {
                foreach (bool isReversed in new[] { false, true })
                {
                    string name = isReversed ? $"Pair{second.Name}Or{first.Name}" : $"Pair{first.Name}Or{second.Name}";
                    AssertReads(assembly, name, first);
                    AssertReads(assembly, name, second);
                    AssertReadsNull(assembly, name);
                }
            }
        });
    }

    private static void AssertReads(Assembly assembly, string name, Alternative alternative)
    {
        Type type = assembly.GetType("OpenAIChat.Root", throwOnError: true)!.GetProperty(name + "Member")!.PropertyType;
        object union = JsonConvert.DeserializeObject(alternative.Json, type)!;

        object[] read = [.. type.GetProperties().Where(property => property.Name.StartsWith("As", StringComparison.Ordinal))
            .Select(property => property.GetValue(union))
            .OfType<object>()];

        Assert.That(read, Has.Length.EqualTo(1), $"{name} from {alternative.Json}");
        Assert.That(read.All(alternative.IsRead), $"{name} from {alternative.Json}: {read.FirstOrDefault()?.GetType()}");
        Assert.That(JsonConvert.SerializeObject(union), Is.EqualTo(alternative.Json), name);
    }

    private static void AssertReadsNull(Assembly assembly, string name)
    {
        Type root = assembly.GetType("OpenAIChat.Root", throwOnError: true)!;
        string json = $$"""{"{{name}}Member":null}""";
        object model = JsonConvert.DeserializeObject(json, root)!;

        Assert.That(root.GetProperty(name + "Member")!.GetValue(model), Is.Null, name);
        Assert.That(JsonConvert.SerializeObject(model), Is.EqualTo(json), name);
    }

    private static Assembly Build(IEnumerable<(Alternative First, Alternative Second)> pairs)
    {
        var schemas = new JObject
        {
            ["Known"] = JObject.Parse("""{"type":"string","enum":["known"]}"""),
            ["Thing"] = JObject.Parse("""{"type":"object","required":["name"],"properties":{"name":{"type":"string"}}}"""),
            ["Other"] = JObject.Parse("""{"type":"object","required":["size"],"properties":{"size":{"type":"integer"}}}"""),
        };
        var members = new JObject();
        foreach ((Alternative first, Alternative second) in pairs.SelectMany(pair => new[] { pair, (pair.Second, pair.First) }))
        {
            string name = $"Pair{first.Name}Or{second.Name}";
            schemas[name] = new JObject { ["anyOf"] = new JArray(JObject.Parse(first.Schema), JObject.Parse(second.Schema)) };
            members[name + "Member"] = new JObject
            {
                ["anyOf"] = new JArray(new JObject { ["$ref"] = "#/components/schemas/" + name }, new JObject { ["type"] = "null" })
            };
        }

        schemas["Root"] = new JObject
        {
            ["type"] = "object",
            ["properties"] = members,
            ["required"] = new JArray(members.Properties().Select(member => member.Name))
        };
        var contract = JObject.Parse(
            """
            {"openapi":"3.1.0","info":{"title":"Unions","version":"1"},"paths":{"/roots":{"post":{"operationId":"send",
            "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Root"}}}},
            "responses":{"200":{"description":"A root.","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Root"}}}}}}}}}
            """);
        contract["components"] = new JObject { ["schemas"] = schemas };

        string folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "compile-tests", "unions")).FullName;
        string file = Path.Combine(folder, "unions.json");
        string config = Path.Combine(folder, "lowering.config");
        File.WriteAllText(file, contract.ToString());
        File.WriteAllText(config, "{}");
        var generated = GeneratedProject.Generate(file, config);
        Assert.That(generated.Exit, Is.Zero, generated.Output);
        generated.AssertCompiles();

        string built = Path.Combine(folder, "artifacts", "bin", "OpenAIChat", "debug_net10.0", "OpenAIChat.dll");
        return new AssemblyLoadContext("unions", isCollectible: true).LoadFromAssemblyPath(built);
    }

    private sealed record Alternative(string Name, string Schema, string Json, Func<object, bool> IsRead);
}
