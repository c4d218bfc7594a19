using Codegen;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tests;

/// <summary>
/// Completes a sample written by hand by the members that the contract has gained since: a test of every member follows the contract.
/// </summary>
internal static class ContractSample
{
    private static readonly Lazy<ContractDocument> Contract = new(
        () => ContractDocument.Load(Path.Combine(Repository.Root, "openapi/openapi.yaml")));

    /// <summary>Adds to <paramref name="json"/> what the schema has beside it.</summary>
    public static JObject Complete(string schema, string json)
    {
        var sample = JObject.Parse(json);
        foreach ((string name, JToken member) in Members(Contract.Value.Root["components"]!["schemas"]![schema]!).Where(
            member => !sample.ContainsKey(member.Name)))
        {
            sample[name] = Value(member);
        }

        return sample;
    }

    private static IEnumerable<(string Name, JToken Schema)> Members(JToken schema)
    {
        JToken node = Contract.Value.Resolve(schema);
        return (node["properties"] as JObject ?? []).Properties().Select(member => (member.Name, member.Value))
            .Concat((node["allOf"] as JArray ?? []).SelectMany(Members));
    }

    private static JToken Value(JToken schema)
    {
        JToken node = Contract.Value.Resolve(schema);
        if ((node["const"] ?? node["enum"]?[0] ?? node["default"]) is { Type: not JTokenType.Null } known)
        {
            return known.DeepClone();
        }

        if ((node["anyOf"] ?? node["oneOf"])?.FirstOrDefault(variant => (string?)(variant["type"] as JValue) != "null") is { } variant)
        {
            return Value(variant);
        }

        return (string?)(node["type"] is JArray kinds ? kinds[0] : node["type"]) switch
        {
            "string" => "x",
            "integer" => node["minimum"]?.DeepClone() ?? 1,
            "number" => node["minimum"]?.DeepClone() ?? 0.5,
            "boolean" => true,
            "array" => new JArray(Value(node["items"]!)),
            "object" when node["additionalProperties"] is JObject values => new JObject { ["a"] = Value(values) },
            _ => new JObject(Members(node).Where(member => node["required"]?.Any(name => (string?)name == member.Name) == true)
                .Select(member => new JProperty(member.Name, Value(member.Schema)))),
        };
    }
}
