using System.Runtime.CompilerServices;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>Merges what <c>$ref</c> and <c>allOf</c> spread over several schemas, so that a schema can be read in one place.</summary>
internal sealed class SchemaMerger(ContractDocument contract)
{
    private readonly ConditionalWeakTable<JObject, JObject> merged = [];

    /// <summary><c>{allOf: [{$ref: A}, {properties: …}], description: …}</c> → one schema with the members and requirements of
    /// all.</summary>
    public JObject Merge(JObject schema) =>
        schema.ContainsKey("$ref") || schema.ContainsKey("allOf") ? merged.GetValue(schema, Combine) : schema;

    private JObject Combine(JObject schema)
    {
        var result = new JObject();
        if (schema.ContainsKey("$ref"))
        {
            Add(result, Merge(contract.Resolve(new JObject(new JProperty("$ref", schema["$ref"])))!));
        }

        foreach (JObject part in schema.ObjectsAt("allOf"))
        {
            Add(result, Merge(part));
        }

        Add(result, schema);
        return result;
    }

    private static void Add(JObject target, JObject part)
    {
        foreach (JProperty keyword in part.Properties())
        {
            switch (keyword.Name)
            {
                case "$ref" or "allOf":
                    break;
                case "properties" when target["properties"] is JObject members && keyword.Value is JObject more:
                    foreach (JProperty member in more.Properties())
                    {
                        members[member.Name] = member.Value;
                    }

                    break;
                case "required" when target["required"] is JArray required:
                    target["required"] = new JArray(required.Union(keyword.Value, JToken.EqualityComparer));
                    break;
                default:
                    target[keyword.Name] = keyword.Value.DeepClone();
                    break;
            }
        }
    }
}
