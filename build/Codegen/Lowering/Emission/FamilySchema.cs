using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Emission;

/// <summary>Writes a discriminated union as the base that its variants are composed of.</summary>
internal static class FamilySchema
{
    /// <summary>Determines whether each variant has one value, so that the base can show it.</summary>
    public static bool HasDiscriminatorProperty(FamilyShape family) =>
        family.Variants.Count == family.Variants.Values.Distinct().Count()
        && family.Variants.Values.All(variant => variant.Find(family.Discriminator) is { Constant: not null })
        && family.Variants.Values.Select(variant => variant.Find(family.Discriminator)!.Name).Distinct().Count() == 1;

    public static JObject Of(FamilyShape family)
    {
        var schema = new JObject
        {
            ["type"] = "object",
            ["properties"] = new JObject { [family.Discriminator] = new JObject { ["type"] = "string" } },
            ["discriminator"] = new JObject
            {
                ["propertyName"] = family.Discriminator,
                // NSwag: takes one value for each schema. All of them are among the facts, and in the enum of the variant's own member.
                ["mapping"] = new JObject(family.Variants.DistinctBy(entry => entry.Value)
                    .Select(entry => new JProperty(entry.Key, $"#/components/schemas/{entry.Value.Name}"))),
            },
            ["x-cs-kind"] = "family",
            ["x-cs-variants"] = new JArray(
                family.Variants.Select(entry => new JObject { ["value"] = entry.Key, ["name"] = entry.Value.Name })),
        };
        if (family.Default is null)
        {
            schema["required"] = new JArray(family.Discriminator);
        }
        else
        {
            schema["x-cs-default"] = family.Default.Name;
        }

        if (family.Variants.Values.Any(variant => variant.IsResponse))
        {
            schema["x-cs-answered"] = true;
        }

        if (HasDiscriminatorProperty(family))
        {
            schema["x-cs-discriminator"] = family.Variants.Values.First().Find(family.Discriminator)!.Name;
        }

        return schema;
    }

    /// <summary>
    /// Turns the discriminator of every variant into a constant, where the variant has one value, whatever its schema says or leaves out.
    /// </summary>
    public static void FixDiscriminators(FamilyShape family)
    {
        // Where one alone may leave it out, what lacks it is that one.
        family.Default = family.Variants.Values.Distinct().Where(variant => variant.Find(family.Discriminator) is { Required: false })
            .ToList() is [var silent] ? silent : null;
        foreach (var group in family.Variants.GroupBy(entry => entry.Value))
        {
            if (group.Key.Find(family.Discriminator) is not { } member)
            {
                member = new Member(family.Discriminator, new TypeUse(new ScalarShape(ScalarKind.String)), []) { Required = true };
                group.Key.Members.Insert(0, member);
            }

            if (group.Count() == 1)
            {
                member.Constant = group.Single().Key;
            }
        }
    }
}
