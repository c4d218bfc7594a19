using Newtonsoft.Json.Linq;

namespace Codegen;

/// <summary>
/// Finds the schemas that stand in for one which has a <c>discriminator</c> and no variants: those it maps to, and those composed of it.
/// </summary>
internal sealed class Subtypes(ContractDocument document)
{
    private ILookup<string, string>? composed;

    /// <summary>Determines whether a schema leaves it to its discriminator what it is.</summary>
    public static bool IsBase(JObject schema) =>
        schema["discriminator"]?["propertyName"] is JValue { Value: string } && schema["oneOf"] is not JArray
            && schema["anyOf"] is not JArray;

    /// <summary>
    /// Gets the JSON pointers of a schema's subtypes: those of its mapping first, then the components composed of it, and theirs.
    /// </summary>
    /// <exception cref="ContractException">The mapping leads nowhere.</exception>
    public IReadOnlyList<string> Of(JObject schema)
    {
        if (!IsBase(schema))
        {
            return [];
        }

        string self = ContractDocument.PointerOf(schema);
        IEnumerable<JProperty> mapping = (schema["discriminator"]!["mapping"] as JObject)?.Properties() ?? [];
        var subtypes = mapping.Select(entry => Target(entry.Value)).Distinct().ToList();
        for (int next = -1; next < subtypes.Count; next++)
        {
            subtypes.AddRange(Composed[next < 0 ? self : subtypes[next]].Where(subtype => subtype != self && !subtypes.Contains(subtype)));
        }

        return subtypes;
    }

    /// <summary>Determines whether a schema is composed of one that leaves it to its discriminator what it is.</summary>
    public bool IsSubtype(JObject schema) => Parts(schema).Any(part => document.Resolve(part) is JObject whole && IsBase(whole));

    // By the reference to what they are composed of, which is not followed: what no operation reaches may be as it likes.
    private ILookup<string, string> Composed => composed ??= (
        from component in (document.Root["components"]?["schemas"] as JObject)?.PropertyValues().OfType<JObject>() ?? []
        from part in Parts(component)
        select (Part: (string)part["$ref"]!, Whole: ContractDocument.PointerOf(component)))
        .ToLookup(entry => entry.Part, entry => entry.Whole);

    private static IEnumerable<JObject> Parts(JObject schema) =>
        (schema["allOf"] as JArray)?.OfType<JObject>().Where(part => part["$ref"] is JValue { Value: string }) ?? [];

    /// <remarks>Spec: a mapping names a schema by reference, or a component by its name.</remarks>
    private string Target(JToken entry)
    {
        string target = (string)entry!;
        JToken? named = document.Root["components"]?["schemas"]?[target];
        return ContractDocument.PointerOf(document.Resolve(named ?? document.ResolvePointer(target, entry)));
    }
}
