using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Emission;

/// <summary>Writes an object as a plain schema with its members; a variant of a discriminated union as one that is composed of its base.</summary>
internal static class ObjectSchema
{
    public static JObject Of(ObjectShape shape)
    {
        var own = new JObject { ["type"] = "object" };
        if (shape.Members.Where(member => member.Required).Select(member => member.JsonName).ToList() is { Count: > 0 } required)
        {
            own["required"] = new JArray(required);
        }

        own["properties"] = new JObject(shape.Members.Select(member => new JProperty(member.JsonName, OfMember(shape, member))));
        var schema = shape.VariantOf is { } parent ? new JObject { ["allOf"] = new JArray(PlainSchema.Reference(parent.Name), own) } : own;
        schema["x-cs-kind"] = "object";
        if (shape.IsResponse)
        {
            schema["x-cs-answered"] = true;
        }

        if (shape.InRequest)
        {
            schema["x-cs-sent"] = true;
        }

        if (shape.IsBody)
        {
            schema["x-cs-body"] = true;
        }

        if (shape.ConstructorMembers.ToList() is { Count: > 0 } arguments)
        {
            schema["x-cs-constructor"] = new JArray(arguments.Select(member => member.Name));
        }

        return schema;
    }

    private static JObject OfMember(ObjectShape shape, Member member)
    {
        var schema = member.Constant is null ? PlainSchema.Extensible(PlainSchema.Of(member.Type)) : PlainSchema.Constant(member);
        var prose = Prose.Of(member);
        if (prose is not null)
        {
            schema["description"] = prose;
        }

        if (member.Deprecated)
        {
            schema["deprecated"] = true;
        }

        if (member.ReadOnly)
        {
            schema["readOnly"] = true;
        }

        schema["x-cs-name"] = member.Name;
        schema["x-cs-field"] = member.Field;
        schema["x-cs-argument"] = member.Argument;
        if (member.MustBeSet)
        {
            schema["x-cs-required"] = true;
        }

        if (member.Constant is { } constant)
        {
            schema["x-cs-use"] = new JObject { ["kind"] = "constant" };
            schema["x-cs-constant"] = constant;
            if (shape.VariantOf?.Discriminator == member.JsonName)
            {
                schema["x-cs-discriminator"] = DiscriminatedUnionSchema.HasDiscriminatorProperty(shape.VariantOf) && shape.VariantOf.Variants.Count(entry => entry.Value == shape) == 1 ? "override" : "own";
            }
        }
        else
        {
            schema["x-cs-use"] = TypeFacts.Of(member.Type, isChecked: shape.InRequest);
        }

        DocFacts.AddAccessor(schema, schema["x-cs-discriminator"] is null ? "Gets or sets" : "Gets", member.JsonName, Prose.WithMembers(shape, Prose.WithDeprecation(member, prose)));
        DocFacts.AddLimits(schema, member.Type, member.Schema, onlyServerSets: !shape.InRequest);
        return schema;
    }
}
