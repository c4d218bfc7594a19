using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Emission;

/// <summary>Writes down what the template prints of a family: the discriminator and its values.</summary>
internal static class FamilyEmitter
{
    /// <summary>Tells whether each variant has one value, so that the base can show it.</summary>
    public static bool HasDiscriminatorProperty(FamilyShape family) =>
        family.Variants.Count == family.Variants.Values.Distinct().Count()
        && family.Variants.Values.All(variant => variant.Find(family.Discriminator) is { Constant: not null })
        && family.Variants.Values.Select(variant => variant.Find(family.Discriminator)!.Name).Distinct().Count() == 1;

    public static JObject Emit(FamilyShape family)
    {
        var name = family.Variants.Values.Select(variant => variant.Find(family.Discriminator)?.Name).FirstOrDefault(found => found is not null);
        return new JObject
        {
            ["x-cs-shape"] = "family",
            ["x-cs-base"] = family.Variants.Values.Any(variant => variant.IsResponse) ? "ResponseModel" : "JsonModel",
            ["x-cs-usings"] = new JArray("Newtonsoft.Json", "Newtonsoft.Json.Linq", "OpenAIChat.Runtime"),
            ["x-cs-discriminator"] = new JObject
            {
                ["json"] = family.Discriminator,
                ["literal"] = ObjectEmitter.Literal(family.Discriminator),
                ["name"] = HasDiscriminatorProperty(family) ? name : null,
            },
            ["x-cs-cases"] = new JArray(family.Variants.Select(entry => new JObject
            {
                ["literal"] = ObjectEmitter.Literal(entry.Key),
                ["cs"] = entry.Value.Name,
            }).Concat(family.Default is { } silent ? [new JObject { ["literal"] = "null", ["cs"] = silent.Name }] : [])),
        };
    }

    /// <summary>Makes the discriminator of every variant a constant, where the variant has one value, whatever its schema says or leaves out.</summary>
    public static void FixDiscriminators(FamilyShape family)
    {
        // Where one alone may leave it out, what lacks it is that one.
        family.Default = family.Variants.Values.Distinct().Where(variant => variant.Find(family.Discriminator) is { Required: false }).ToList() is [var silent] ? silent : null;
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
