using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Serialization;
using Newtonsoft.Json.Serialization;

namespace OpenAIChat.StructuredOutput;

/// <summary>Creates the schemas of objects, unions and enums, one for each type however often it is used.</summary>
[RequiresUnreferencedCode(StructuredType.TrimWarning)]
[RequiresDynamicCode(StructuredType.TrimWarning)]
internal sealed class ObjectSchemaBuilder(SchemaBuilder builder)
{
    private readonly Dictionary<string, ValueSchema> made = new(StringComparer.Ordinal);

    /// <summary>Creates the schema of an object or, if its type declares subtypes, of their union.</summary>
    public ValueSchema Build(JsonObjectContract contract, TypeUse use, string place)
    {
        var subtypes = Subtypes.Of(use.Type);
        if (subtypes?.Base == use.Type)
        {
            return Union(subtypes, use, place);
        }

        if (use.Type.IsAbstract || use.Type.IsInterface)
        {
            return builder.Fail(place, $"is a {use.Type.Name}, which is abstract", "declare its subtypes by [Subtype], or use one of them");
        }

        return Object(contract, use, subtypes, place);
    }

    /// <summary>Creates the schema of an enum; null when it has no values.</summary>
    public ValueSchema? Enumeration(Type type, NamingStrategy? naming)
    {
        string key = $"{type.AssemblyQualifiedName} {naming?.GetType().AssemblyQualifiedName}";
        if (made.TryGetValue(key, out ValueSchema? known))
        {
            return known;
        }

        var values = new List<(string Name, object Value)>();
        foreach (FieldInfo field in type.GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            string? given = field.GetCustomAttribute<EnumMemberAttribute>()?.Value;
            string name = naming?.GetPropertyName(given ?? field.Name, given is not null) ?? given ?? field.Name;
            if (!values.Exists(value => value.Name == name))
            {
                values.Add((name, field.GetValue(null)!));
            }
        }

        return values.Count == 0 ? null : made[key] = new EnumSchema(type, values, DescriptionOf(type));
    }

    private string? DescriptionOf(Type type)
    {
        IEnumerable<string> values = type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (field.Name, ValueAnnotations.Of(field.GetCustomAttributes(inherit: false).OfType<Attribute>()).Description))
            .Where(static value => value.Description is not null)
            .Select(static value => $"{value.Name}: {value.Description}");
        string text = string.Join(" ", values.Prepend(builder.DescriptionOf(type) ?? "")).Trim();
        return text.Length == 0 ? null : text;
    }

    private UnionSchema Union(Subtypes subtypes, TypeUse use, string place)
    {
        string key = "union " + Key(use);
        if (made.TryGetValue(key, out ValueSchema? known))
        {
            return (UnionSchema)known;
        }

        var union = new UnionSchema(use.Type, subtypes.Discriminator, builder.DescriptionOf(use.Type));
        made.Add(key, union);
        if (subtypes.Discriminator is "$type" or "$ref" or "$id" or "$values" or "")
        {
            builder.Fail(
                use.Type.Name, $"has the discriminator \"{subtypes.Discriminator}\", which Newtonsoft keeps to itself",
                "name another one by [Discriminator]");
        }

        foreach (SubtypeAttribute subtype in subtypes.Declared)
        {
            if (subtype.Type.IsAbstract || !use.Type.IsAssignableFrom(subtype.Type)
                || builder.Serializer.ContractResolver.ResolveContract(subtype.Type) is not JsonObjectContract contract)
            {
                builder.Fail(
                    use.Type.Name, $"declares the subtype {subtype.Type.Name}, which is not a concrete class derived from it",
                    "declare concrete subtypes only");
            }
            else if (subtypes.Declared.Count(other => other.Value == subtype.Value || other.Type == subtype.Type) > 1)
            {
                builder.Fail(use.Type.Name, $"declares {subtype.Type.Name} or the value \"{subtype.Value}\" twice", "declare each once");
            }
            else
            {
                union.Add(Object(contract, TypeUse.Of(subtype.Type), subtypes, place));
            }
        }

        return union;
    }

    private ObjectSchema Object(JsonObjectContract contract, TypeUse use, Subtypes? subtypes, string place)
    {
        if (made.TryGetValue(Key(use), out ValueSchema? known))
        {
            return (ObjectSchema)known;
        }

        var schema = new ObjectSchema(use.Type, builder.DescriptionOf(use.Type));
        made.Add(Key(use), schema);
        if (subtypes?.ValueOf(use.Type) is { } value)
        {
            schema.Discriminator = (subtypes.Discriminator, value);
        }

        if (ObjectConstructor.Of(contract) is not { } constructor)
        {
            builder.Fail(
                place, $"is a {use.Type.Name}, which has no constructor that Newtonsoft would call",
                "add a public constructor, or mark one by [JsonConstructor]");
            return schema;
        }

        schema.Creator = new ObjectCreator(contract, constructor.Construct, constructor.Defaults);
        var members = new MemberSchemaBuilder(builder, contract, constructor, use);
        foreach (ObjectMember member in members.Build())
        {
            if (!schema.Add(member))
            {
                builder.Fail(
                    $"{use.Type.Name}.{member.Name}", "has the same name in JSON as another member", "rename one by [JsonProperty]");
            }
        }

        return schema;
    }

    // A generic type is another one where the nullable annotations of its arguments differ.
    private static string Key(TypeUse use)
    {
        IEnumerable<string> arguments = use.Arguments.Select(static argument => Key(argument) + (argument.IsNullable ? "?" : ""));
        return $"{use.Type.AssemblyQualifiedName}<{string.Join(",", arguments)}>";
    }
}
