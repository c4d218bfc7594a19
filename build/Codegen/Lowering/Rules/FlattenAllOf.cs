using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Rules;

/// <summary><c>allOf: [A, B, {properties}]</c> → one list of members; a member that repeats is merged, the last spelling first.</summary>
/// <remarks>NSwag: the first <c>$ref</c> becomes the base class, which ties unrelated types together.</remarks>
internal sealed class FlattenAllOf(ContractDocument document)
{
    private readonly HashSet<string> joining = [];

    /// <summary>A member, every schema that describes it (the strongest first), and the component in which it stands.</summary>
    internal sealed record FlatMember(string Name, List<SchemaLocation> Locations)
    {
        /// <summary>Gets what other variants say of the member.</summary>
        public List<SchemaLocation> Alternatives { get; } = [];
    }

    /// <summary>What an object schema holds once its composition is undone.</summary>
    internal sealed class Flat
    {
        public List<FlatMember> Members { get; } = [];

        public HashSet<string> Required { get; } = [];

        /// <summary>Gets the parts that are unions, to be combined with the members.</summary>
        public List<SchemaLocation> Unions { get; } = [];

        public JToken? AdditionalProperties { get; set; }
    }

    /// <summary>
    /// Gets the schemas an <c>allOf</c> is made of, when only one of them says more than a description: that one stands for all.
    /// </summary>
    public static SchemaLocation? OnlyPart(SchemaLocation location)
    {
        if (location.Schema["allOf"] is not JArray parts || HasStructure(location.Schema, besides: "allOf"))
        {
            return null;
        }

        var meaningful = parts
            .Select((part, index) => (part, index))
            .Where(entry => entry.part is JObject part && HasStructure(part))
            .ToList();
        return meaningful.Count == 1 ? location.Below($"allOf/{meaningful[0].index}", meaningful[0].part, location.Origin) : null;
    }

    /// <summary>Gets the parts of a composition that say something of structure: what stands beside <c>allOf</c>, then its own.</summary>
    public static IEnumerable<SchemaLocation> PartsOf(SchemaLocation location)
    {
        if (location.Schema["allOf"] is not JArray parts)
        {
            return [];
        }

        var beside = (JObject)location.Schema.DeepClone();
        beside.Remove("allOf");
        return parts.Select((part, index) => location.Below($"allOf/{index}", part, location.Origin))
            .Prepend(location with { Schema = beside, Pointer = $"{location.Pointer}#beside" })
            .Where(part => HasStructure(part.Schema));
    }

    /// <summary>
    /// <c>allOf: [{type: string}, {enum: [a]}]</c> → <c>{enum: [a]}</c>: of parts that are of one kind, the one that says most.
    /// </summary>
    public static SchemaLocation Narrowest(SchemaLocation location, Func<SchemaLocation, SchemaLocation> target)
    {
        var parts = PartsOf(location).ToList();
        return parts.Find(part => target(part).Schema.Properties().Any(Narrows)) ?? parts[^1];

        static bool Narrows(JProperty keyword) => keyword.Name is "enum" or "const" or "items" or "allOf" or "oneOf" or "anyOf";
    }

    public Flat Flatten(SchemaLocation location)
    {
        var flat = new Flat();
        Collect(location, flat, []);
        return flat;
    }

    private void Collect(SchemaLocation location, Flat flat, HashSet<string> path)
    {
        if (!path.Add(location.Pointer))
        {
            throw document.ErrorAt(location.Pointer, "the schema is composed of itself through allOf; break the cycle.");
        }

        var schema = location.Schema;
        if (schema["$ref"] is JValue { Value: string reference })
        {
            Collect(new SchemaReferences(document).Follow(location, reference), flat, path);
        }

        if (schema["allOf"] is JArray parts)
        {
            for (int index = 0; index < parts.Count; index++)
            {
                Collect(location.Below($"allOf/{index}", parts[index], location.Origin), flat, path);
            }
        }

        if ((schema["oneOf"] ?? schema["anyOf"]) is JArray variants && variants.OfType<JObject>().Any(variant => HasStructure(variant))
            && !variants.OfType<JObject>().Any(variant => variant["$ref"] is JValue { Value: string own } && path.Contains(own)))
        {
            // What is composed of a union that lists it is one of its variants, and nothing of the others.
            flat.Unions.Add(location);
        }

        foreach (var property in (schema["properties"] as JObject)?.Properties() ?? [])
        {
            Add(location.Below($"properties/{JsonPointer.Escape(property.Name)}", property.Value, location.Origin), property.Name, flat);
        }

        foreach (string? name in (schema["required"] as JArray)?.Values<string>() ?? [])
        {
            flat.Required.Add(name!);
        }

        flat.AdditionalProperties = schema["additionalProperties"] ?? flat.AdditionalProperties;
        path.Remove(location.Pointer);
    }

    private static void Add(SchemaLocation member, string name, Flat flat)
    {
        if (flat.Members.Find(known => known.Name == name) is { } repeated)
        {
            repeated.Locations.Insert(0, member);
        }
        else
        {
            flat.Members.Add(new FlatMember(name, [member]));
        }
    }

    /// <summary>Determines whether a schema says anything of structure, or only describes.</summary>
    internal static bool HasStructure(JObject schema, string? besides = null) =>
        schema.Properties().Any(property => property.Name != besides && property.Name
            is "$ref" or "type" or "properties" or "items" or "enum" or "const" or "allOf" or "oneOf" or "anyOf" or "additionalProperties");

    /// <summary>
    /// <c>properties: {a}, oneOf: [{b}, {c}]</c> → the members a, b and c, of which only a can be required: what is there tells which
    /// variant it is.
    /// </summary>
    /// <returns>False when a variant is no object, so that it has no members to join.</returns>
    public bool JoinVariants(Flat flat)
    {
        var unions = flat.Unions.ToList();
        flat.Unions.Clear();
        return unions.TrueForAll(union => JoinUnion(union, flat));
    }

    /// <summary>
    /// <c>oneOf: [{a, b!}, {b!, c}]</c> → the members a, b and c, of which those are required that every variant requires.
    /// </summary>
    public Flat Merge(SchemaLocation union)
    {
        var flat = new Flat();
        flat.Unions.Add(union);
        JoinVariants(flat);
        var required = Variants(union)
            .Where(variant => !SplitNullVariants.IsNull(variant.Schema))
            .Select(variant => Flatten(variant).Required)
            .ToList();
        flat.Required.UnionWith(required.Skip(1).Aggregate(required[0].AsEnumerable(), (shared, own) => shared.Intersect(own)));
        return flat;
    }

    // A variant may be composed of the very object that lists it: once is enough.
    private bool JoinUnion(SchemaLocation union, Flat flat)
    {
        if (!joining.Add(union.Pointer))
        {
            return true;
        }

        bool joined = Variants(union).All(variant => Join(variant, flat));
        joining.Remove(union.Pointer);
        return joined;
    }

    private bool Join(SchemaLocation location, Flat flat)
    {
        if (SplitNullVariants.IsNull(location.Schema))
        {
            return true;
        }

        var variant = Flatten(location);
        if ((variant.Unions.Count > 0 && !JoinVariants(variant))
            || SplitNullVariants.TypesOf(Target(location).Schema).Any(type => type != "object"))
        {
            return false;
        }

        foreach (var member in variant.Members)
        {
            if (flat.Members.Find(known => known.Name == member.Name) is { } known)
            {
                known.Alternatives.AddRange(member.Locations.Concat(member.Alternatives));
            }
            else
            {
                flat.Members.Add(new FlatMember(member.Name, member.Locations));
                flat.Members[^1].Alternatives.AddRange(member.Alternatives);
            }
        }

        return true;
    }

    private SchemaLocation Target(SchemaLocation location) =>
        location.Schema["$ref"] is JValue { Value: string reference }
            ? new SchemaReferences(document).Follow(location, reference)
            : location;

    private static IEnumerable<SchemaLocation> Variants(SchemaLocation union)
    {
        string keyword = union.Schema["oneOf"] is JArray ? "oneOf" : "anyOf";
        return ((JArray)union.Schema[keyword]!).Select((variant, index) => union.Below($"{keyword}/{index}", variant, union.Origin));
    }

    /// <summary>A member that several variants describe → <c>anyOf</c> of what they say.</summary>
    public static SchemaLocation Join(FlatMember member)
    {
        var first = member.Locations[0];
        var spellings = member.Locations.Take(1).Concat(member.Alternatives).Select(location => location.Schema.DeepClone());
        var joined = new JObject { ["anyOf"] = new JArray(spellings) };
        return new SchemaLocation(joined, $"{first.Pointer}#joined", first.Origin, null);
    }

    /// <summary>Chooses the schema of a member that several parts describe: what all of them allow.</summary>
    /// <param name="member">The member.</param>
    /// <param name="owner">The schema that has it, as "any" would name it.</param>
    /// <param name="intersect">Gets a schema for what several allow, the strongest first; null where they allow nothing together.</param>
    /// <param name="kindOf">Names the kind of a schema.</param>
    public SchemaLocation Choose(
        FlatMember member,
        string owner,
        Func<IReadOnlyList<SchemaLocation>, SchemaLocation?> intersect,
        Func<SchemaLocation, string> kindOf)
    {
        var said = member.Locations.Where(location => HasStructure(location.Schema)).ToList();
        return said.Count <= 1
            ? said.FirstOrDefault() ?? member.Locations[0]
            : intersect(said) ?? throw document.ErrorAt(
                said[0].Pointer,
                $"the parts of allOf disagree on the member '{member.Name}' ({string.Join(", ", said.Select(kindOf).Distinct())}); "
                + $"add \"{owner}.{member.Name}\" to \"any\" in lowering.json to keep its JSON as it is.");
    }
}
