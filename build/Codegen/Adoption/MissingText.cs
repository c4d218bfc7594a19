using Newtonsoft.Json.Linq;

namespace Codegen.Adoption;

/// <summary>Finds what a user can meet in a contract and nobody has described: what <c>build/contract-lint</c> asks for.</summary>
internal sealed class MissingText
{
    private readonly string file;
    private readonly List<string> found = [];

    private MissingText(string file) => this.file = file;

    /// <summary>Returns a line with the place for each text that is missing.</summary>
    public static IReadOnlyList<string> In(string file, JObject root)
    {
        var missing = new MissingText(file);
        foreach (JProperty path in Members(root["paths"]))
        {
            foreach (JProperty operation in Members(path.Value).Where(member => member.Value is JObject))
            {
                missing.Operation(operation.Value);
            }
        }

        foreach (JProperty schema in Members(root["components"]?["schemas"]))
        {
            missing.Schema(schema.Value, isDescribed: true);
        }

        return missing.found;
    }

    private static IEnumerable<JProperty> Members(JToken? node) => (node as JObject)?.Properties() ?? [];

    private void Operation(JToken operation)
    {
        Need(operation, "summary");
        Need(operation, "description");
        foreach (JToken parameter in operation["parameters"] ?? new JArray())
        {
            Need(parameter, "description");
            Schema(parameter["schema"], isDescribed: false);
        }

        IEnumerable<JToken> bodies = Members(operation["responses"]).Select(answer => answer.Value).Where(answer => answer["$ref"] is null);
        foreach (JToken body in operation["requestBody"] is { } request ? bodies.Prepend(request) : bodies)
        {
            Need(body, "description");
            foreach (JProperty content in Members(body["content"]))
            {
                Schema(content.Value["schema"], isDescribed: false);
            }
        }
    }

    private void Schema(JToken? schema, bool isDescribed)
    {
        if (schema is not JObject)
        {
            return;
        }

        if (isDescribed)
        {
            Need(schema, "description");
        }

        if (schema["deprecated"] is JValue { Value: true })
        {
            Need(schema, "x-deprecation");
        }

        foreach (JToken value in schema["enum"] ?? new JArray())
        {
            if (string.IsNullOrWhiteSpace((string?)schema["x-enum-descriptions"]?[value.ToString()]))
            {
                Add(value, $"x-enum-descriptions lacks '{value}'");
            }
        }

        foreach (JProperty member in Members(schema["properties"]))
        {
            Schema(member.Value, isDescribed: true);
        }

        Schema(schema["items"], isDescribed: false);
        Schema(schema["additionalProperties"], isDescribed: false);
        var variants = (schema["oneOf"] ?? schema["anyOf"] ?? schema["allOf"] ?? new JArray()).Where(
            variant => (string?)(variant["type"] as JValue) != "null").ToList();
        variants.ForEach(variant => Schema(variant, isDescribed: variants.Count > 1 && variant["$ref"] is null));
    }

    private void Need(JToken node, string member)
    {
        if (string.IsNullOrWhiteSpace((string?)node[member]))
        {
            Add(node, $"{member} is missing");
        }
    }

    private void Add(JToken node, string text)
    {
        Origin origin = node.Annotation<Origin>()!;
        found.Add($"{new Position(file, origin.Line, origin.Column)}: {text} (at {origin.Pointer})");
    }
}
