using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Emission;

/// <summary>Writes a discriminated union as the base that its variants are composed of.</summary>
internal static class DiscriminatedUnionSchema
{
    /// <summary>Determines whether each variant has one value, so that the base can show it.</summary>
    public static bool HasDiscriminatorProperty(DiscriminatedUnionShape parent) =>
        parent.Variants.Count == parent.Variants.Values.Distinct().Count()
        && parent.Variants.Values.All(variant => variant.Find(parent.Discriminator) is { Constant: not null })
        && parent.Variants.Values.Select(variant => variant.Find(parent.Discriminator)!.Name).Distinct().Count() == 1;

    public static JObject Of(DiscriminatedUnionShape parent)
    {
        var schema = new JObject
        {
            ["type"] = "object",
            ["properties"] = new JObject { [parent.Discriminator] = new JObject { ["type"] = "string" } },
            ["discriminator"] = new JObject
            {
                ["propertyName"] = parent.Discriminator,
                // NSwag: takes one value for each schema. All of them are among the facts, and in the enum of the variant's own member.
                ["mapping"] = new JObject(parent.Variants.DistinctBy(entry => entry.Value)
                    .Select(entry => new JProperty(entry.Key, $"#/components/schemas/{entry.Value.Name}"))),
            },
            ["x-cs-kind"] = "discriminatedUnion",
            ["x-cs-variants"] = new JArray(
                parent.Variants.Select(entry => new JObject { ["value"] = entry.Key, ["name"] = entry.Value.Name })),
        };
        if (parent.Default is null)
        {
            schema["required"] = new JArray(parent.Discriminator);
        }
        else
        {
            schema["x-cs-default"] = parent.Default.Name;
        }

        if (parent.Variants.Values.Any(variant => variant.IsResponse))
        {
            schema["x-cs-answered"] = true;
        }

        if (HasDiscriminatorProperty(parent))
        {
            schema["x-cs-discriminator"] = parent.Variants.Values.First().Find(parent.Discriminator)!.Name;
        }

        return schema;
    }

    /// <summary>
    /// Turns the discriminator of every variant into a constant, where the variant has one value, whatever its schema says or leaves out.
    /// </summary>
    public static void FixDiscriminators(DiscriminatedUnionShape parent)
    {
        // Where one alone may leave it out, what lacks it is that one.
        parent.Default = parent.Variants.Values.Distinct().Where(variant => variant.Find(parent.Discriminator) is { Required: false })
            .ToList() is [var silent] ? silent : null;
        foreach (var group in parent.Variants.GroupBy(entry => entry.Value))
        {
            if (group.Key.Find(parent.Discriminator) is not { } member)
            {
                member = new Member(parent.Discriminator, new TypeUse(new ScalarShape(ScalarKind.String)), []) { Required = true };
                group.Key.Members.Insert(0, member);
            }

            if (group.Count() == 1)
            {
                member.Constant = group.Single().Key;
            }
        }
    }
}
