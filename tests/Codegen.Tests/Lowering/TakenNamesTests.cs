using Codegen.Lowering.CSharp;
using Newtonsoft.Json.Linq;

using OpenAIChat;

namespace Codegen.Tests.Lowering;

/// <summary>A contract may use the names that the runtime, the generated code and the framework use, and it compiles.</summary>
public sealed class TakenNamesTests
{
    private static readonly string[] Members =
    [
        "accept", "is_last", "additional_properties", "http", "read", "write", "clone", "copy", "to_json", "equals", "get_type",
        "get_hash_code", "to_string",
        "memberwise_clone", "reference_equals", "finalize", "from_json", "validate", "unset", "unknown", "fill", "json", "member",
        "members", "create", "model",
        "check", "value", "field", "defaults", "filling", "untouched", "mark", "json_model", "lazy_member", "model_text", "j_token",
        "system", "newtonsoft",
        "string", "object", "class", "event", "request", "result", "call", "transport", "cancellation_token", "accept_or_null",
        "http_or_null",
    ];

    private static readonly string[] Types =
    [
        "Object", "String", "Exception", "Type", "Task", "List", "Dictionary", "IList", "Uri", "Func", "Action", "Enum", "Attribute",
        "Obsolete", "Guid", "DateTime",
        "Stream", "HttpClient", "HttpMethod", "HttpContent", "CancellationToken", "IAsyncEnumerable", "JToken", "JObject", "JsonConverter",
        "JsonModel", "JsonObject",
        "ResponseModel", "JsonUnion", "ApiTransport", "MemberTable", "Violation", "LazyMember", "ModelText", "System", "Newtonsoft",
        "OpenAIChat", "Runtime", "ChatApi", "IChatApi",
    ];

    [Test]
    public void Members_and_types_of_taken_names_compile()
    {
        string folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "compile-tests", "taken-names")).FullName;
        string file = Path.Combine(folder, "taken-names.json");
        string config = Path.Combine(folder, "lowering.config");
        File.WriteAllText(file, Contract().ToString());
        File.WriteAllText(config, "{}");

        var generated = GeneratedProject.Generate(file, config);

        Assert.That(generated.Exit, Is.Zero, generated.Output);
        generated.AssertCompiles();
    }

    /// <summary>Objects, variants and unions that have every name as a member of every kind.</summary>
    private static JObject Contract()
    {
        string[] names = [.. Members.Concat(RuntimeMembers.Of("JsonModel", "ResponseModel")).Distinct()];
        var text = new JObject { ["type"] = "string" };
        var schemas = new JObject
        {
            ["Texts"] = Model(names, text),
            ["Lists"] = Model(names, new JObject { ["type"] = "array", ["items"] = text }),
            ["Models"] = Model(names, Reference("Texts")),
            ["Choices"] = Model(names, new JObject { ["anyOf"] = new JArray(text, new JObject { ["type"] = "array", ["items"] = text }) }),
            ["Needed"] = new JObject(Model(names, Reference("Lists"))) { ["required"] = new JArray(names.Cast<object>().ToArray()) },
            ["Union"] = new JObject
            {
                ["oneOf"] = new JArray(Reference("First"), Reference("Second")),
                ["discriminator"] = new JObject
                {
                    ["propertyName"] = "accept",
                    ["mapping"] = new JObject { ["first"] = "#/components/schemas/First", ["second"] = "#/components/schemas/Second" }
                },
            },
            ["First"] = new JObject(Model(names, text)) { ["required"] = new JArray("accept") },
            ["Second"] = new JObject(Model(names, text)) { ["required"] = new JArray("accept") },
            ["Words"] = new JObject { ["type"] = "string", ["enum"] = new JArray(names.Cast<object>().ToArray()) },
        };
        foreach (string type in Types)
        {
            schemas[type] = Model([.. Members.Take(13), type], Reference("Texts"));
        }

        var root = new JObject();
        foreach (JProperty schema in schemas.Properties().ToList())
        {
            root[schema.Name + "_member"] = Reference(schema.Name);
            root[schema.Name] = new JObject { ["type"] = "array", ["items"] = Reference(schema.Name) };
        }

        schemas["Root"] = new JObject { ["type"] = "object", ["properties"] = root };
        return new JObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JObject { ["title"] = "Taken names", ["version"] = "1" },
            ["paths"] = new JObject { ["/roots"] = new JObject { ["post"] = Operation() } },
            ["components"] = new JObject { ["schemas"] = schemas },
        };
    }

    private static JObject Model(IEnumerable<string> names, JObject schema) => new()
    {
        ["type"] = "object",
        ["properties"] = new JObject(names.Select(name => new JProperty(name, schema.DeepClone()))),
    };

    private static JObject Operation() => new()
    {
        ["operationId"] = "send",
        ["parameters"] = new JArray(
            Members.Select(name => new JObject { ["name"] = name, ["in"] = "query", ["schema"] = new JObject { ["type"] = "string" } })),
        ["requestBody"] = new JObject { ["content"] = Content("application/json") },
        ["responses"] = new JObject
        {
            ["200"] = new JObject
            {
                ["description"] = "A root.",
                ["content"] = new JObject(Content("application/json").Properties().Concat(Content("text/event-stream").Properties()))
            },
        },
    };

    private static JObject Content(string type) => new() { [type] = new JObject { ["schema"] = Reference("Root") } };

    private static JObject Reference(string type) => new() { ["$ref"] = "#/components/schemas/" + type };
}
