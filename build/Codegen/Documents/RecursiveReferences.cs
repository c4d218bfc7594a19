using Newtonsoft.Json.Linq;

namespace Codegen;

/// <summary>
/// <c>$recursiveRef: '#'</c> and <c>$dynamicRef: '#node'</c> → a <c>$ref</c> to the schema that holds the anchor, else to the component
/// itself.
/// </summary>
/// <remarks>
/// Spec: JSON Schema 2019-09 and 2020-12; no schema of a contract extends another so that the reference would lead elsewhere.
/// </remarks>
internal static class RecursiveReferences
{
    public static void Replace(JObject root)
    {
        foreach (JObject component in (root["components"]?["schemas"] as JObject)?.PropertyValues().OfType<JObject>() ?? [])
        {
            foreach (JObject schema in component.DescendantsAndSelf().OfType<JObject>().Where(IsRecursive).ToList())
            {
                JObject target = schema.AncestorsAndSelf().OfType<JObject>()
                    .TakeWhile(ancestor => ancestor != component)
                    .FirstOrDefault(ancestor => HoldsAnchor(ancestor, schema)) ?? component;
                schema["$ref"] = ContractDocument.PointerOf(target);
                schema.Remove("$recursiveRef");
                schema.Remove("$dynamicRef");
            }
        }
    }

    private static bool IsRecursive(JObject schema) =>
        schema["$ref"] is null && (schema["$recursiveRef"] is JValue { Value: "#" } || schema["$dynamicRef"] is JValue { Value: string });

    private static bool HoldsAnchor(JObject ancestor, JObject schema) =>
        (schema["$recursiveRef"] is not null && ancestor["$recursiveAnchor"] is JValue { Value: true })
        || (schema["$dynamicRef"] is JValue { Value: string reference } && ancestor["$dynamicAnchor"] is JValue { Value: string anchor }
            && reference.EndsWith($"#{anchor}", StringComparison.Ordinal));
}
