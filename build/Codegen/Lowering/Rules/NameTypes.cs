using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;

namespace Codegen.Lowering.Rules;

/// <summary>
/// Every shape → its C# name: the component's, the owner's and the member's, or what lowering.json says. Two that would share a name
/// become one type where they are alike; else the later one gets a longer name.
/// </summary>
internal sealed class NameTypes(LoweringDecisions decisions, Func<string, NamedShape?> component)
{
    private const string Converter = "Converter";

    /// <summary>The types by name: those that differ in case alone would be one file on some machines.</summary>
    private readonly Dictionary<string, NamedShape> named = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The entries of "names" that gave a name, by that name.</summary>
    private readonly Dictionary<string, string> chosen = new(StringComparer.OrdinalIgnoreCase);

    private IReadOnlyList<NamedShape> all = [];

    public void Apply(IReadOnlyList<NamedShape> shapes)
    {
        all = shapes;
        foreach (var shape in shapes.OrderBy(shape => shape.Origin.Component is null))
        {
            if (shape.Redirect is null)
            {
                Name(shape);
            }
        }
    }

    private void Name(NamedShape shape)
    {
        string plain = PlainName(shape);
        string wanted = decisions.TypeName(plain);
        foreach (string? candidate in Candidates(shape, wanted, plain).Distinct())
        {
            if (IsFree(candidate))
            {
                named[candidate] = shape;
                shape.Name = candidate;
                if (candidate == wanted && wanted != plain)
                {
                    chosen[wanted] = plain;
                }

                return;
            }

            if (wanted == candidate && named.GetValueOrDefault(candidate) is { } known && Merge(known, shape, chosen: wanted != plain))
            {
                shape.Name = known.Name;
                return;
            }

            if (wanted == candidate)
            {
                RefuseTaken(wanted, plain, shape);
            }
        }
    }

    /// <summary>Refuses an entry of "names" that gives a type the name of another one.</summary>
    private void RefuseTaken(string wanted, string plain, NamedShape shape)
    {
        var other = named.GetValueOrDefault(wanted);
        if (wanted != plain)
        {
            string holder = other is null ? "the client or its runtime" : $"another type, of {other.Pointer}";
            throw decisions.Error(
                "names",
                plain,
                $"the name \"{wanted}\" that \"names\" gives to \"{plain}\" belongs to {holder}; choose another.");
        }

        if (other is not null && chosen.TryGetValue(wanted, out string? entry))
        {
            throw decisions.Error(
                "names",
                entry,
                $"the name \"{wanted}\" that \"names\" gives to \"{entry}\" belongs to another type, of {shape.Pointer}; choose another.");
        }
    }

    /// <summary>Determines whether nothing has the name, nor that of its converter or of what it would be the converter of.</summary>
    private bool IsFree(string name) =>
        !ReservedNames.Contains(name)
        && !ReservedNames.Contains(name + Converter)
        && !name.Equals(decisions.Config.Client, StringComparison.OrdinalIgnoreCase)
        && !name.Equals("I" + decisions.Config.Client, StringComparison.OrdinalIgnoreCase)
        && !named.ContainsKey(name)
        && !named.ContainsKey(name + Converter)
        && !(name.EndsWith(Converter, StringComparison.OrdinalIgnoreCase) && named.ContainsKey(name[..^Converter.Length]));

    private static IEnumerable<string> Candidates(NamedShape shape, string wanted, string plain)
    {
        yield return wanted;
        yield return plain;
        if (shape.Origin.Component is { } component)
        {
            yield return Identifiers.Type(component, spelled: true);
        }

        yield return plain + shape switch { EnumShape => "Kind", UnionShape => "Union", DiscriminatedUnionShape => "Base", _ => "Model" };
        yield return plain + "Value";
        for (int index = 1; ; index++)
        {
            yield return plain + Identifiers.Ordinal(index);
        }
    }

    /// <summary>
    /// Makes two shapes of one name one type: enums that were given the same name share their values, others must be alike.
    /// </summary>
    private static bool Merge(NamedShape known, NamedShape shape, bool chosen)
    {
        if (known is EnumShape values && shape is EnumShape more && (chosen || Signature(known) == Signature(shape)))
        {
            values.Values.AddRange(more.Values.Where(value => !values.Values.Exists(existing => existing.Value == value.Value)));
        }
        else if (known.GetType() != shape.GetType() || shape is DiscriminatedUnionShape || Signature(known) != Signature(shape))
        {
            return false;
        }

        shape.Redirect = new TypeUse(known);
        return true;
    }

    private static string Signature(NamedShape shape) => shape switch
    {
        EnumShape values => string.Join('|', values.Values.Select(value => value.Value).Order(StringComparer.Ordinal)),
        ObjectShape model => $"{model.VariantOf?.Pointer}{{{string.Join(',', model.Members.Select(Signature))}}}",
        UnionShape union => string.Join('|', union.Variants.Select(Signature)),
        _ => shape.Pointer,
    };

    private static string Signature(Member member) => $"{member.JsonName}{(member.Required ? "!" : "")}:{Signature(member.Type)}";

    private static string Signature(TypeUse use) => (use.IsNullable ? "?" : "") + use.Shape switch
    {
        ScalarShape scalar => scalar.Kind.ToString(),
        ListShape list => $"[{Signature(list.Item)}]",
        MapShape map => $"<{Signature(map.Value)}>",
        EnumShape values => $"enum({Signature((NamedShape)values)})",
        NamedShape other => other.Pointer,
        var shape => shape.GetType().Name,
    };

    /// <summary>Gets the name a shape has without lowering.json.</summary>
    private string PlainName(NamedShape shape)
    {
        if (shape is DiscriminatedUnionShape discriminated)
        {
            return DiscriminatedUnionName(discriminated);
        }

        return shape.Origin switch
        {
            { Component: { } name } => Identifiers.Type(name),
            { Fixed: { } name } => name,
            { Parent: { } parent } origin => NameOf(OwnerOf(origin, parent)) + origin.Part,
            var origin => origin.Part,
        };
    }

    /// <summary>
    /// Gets the type that lends its name: the component in which the schema stands, where that is a type of its own, else the first to use
    /// it.
    /// </summary>
    private NamedShape OwnerOf(NameOrigin origin, NamedShape parent) =>
        origin.Declared is { } declared && parent.Origin.Component is not null
            && (parent is ObjectShape || parent.Origin.Component != declared)
            && component(declared) is { } owner
            ? owner
            : parent;

    private string NameOf(NamedShape shape)
    {
        if (shape.Name.Length > 0)
        {
            return shape.Name;
        }

        // A union that became a discriminated one keeps its own name for what stands inside of it.
        string plain = PlainName(shape);
        return decisions.TypeName(plain);
    }

    private string DiscriminatedUnionName(DiscriminatedUnionShape parent)
    {
        var plain = parent.Unions.Select(PlainName).Distinct().ToList();
        if (plain.Find(name => decisions.ChosenName(name) is not null) is { } chosen)
        {
            return chosen;
        }

        var components = parent.Unions.Select(union => union.Origin.Component).OfType<string>().Distinct().ToList();
        if (components is [var only])
        {
            return Identifiers.Type(only);
        }

        if (CommonPrefix(parent) is { } prefix && component(prefix) is null && IsOwn(prefix, parent))
        {
            return prefix;
        }

        var largest = parent.Unions.Where(union => union.Origin.Component is not null).MaxBy(union => union.Variants.Count);
        return largest is null ? plain[0] : PlainName(largest);
    }

    /// <summary>
    /// Determines whether no other component's name begins so: what all names share, as that of the provider, says nothing of these.
    /// </summary>
    private bool IsOwn(string prefix, DiscriminatedUnionShape parent)
    {
        var variants = parent.Variants.Values.Select(NameOf).ToList();
        return all.Where(shape => shape is ObjectShape && shape.Origin.Component is not null).Select(NameOf)
            .All(name => !name.StartsWith(prefix, StringComparison.Ordinal)
                || variants.Exists(variant => name.StartsWith(variant, StringComparison.Ordinal)));
    }

    /// <summary>
    /// Gets the words with which the names of all variants begin, if they are two or more and each name goes on to a word of its own.
    /// </summary>
    private string? CommonPrefix(DiscriminatedUnionShape parent)
    {
        var names = parent.Variants.Values.Distinct().Select(variant => Identifiers.Words(NameOf(variant))).ToList();
        int length = 0;
        while (names.TrueForAll(words => words.Count > length + 1 && words[length] == names[0][length]))
        {
            length++;
        }

        return length >= 2 && names.Select(words => words[^1]).Distinct().Count() > 1 ? string.Concat(names[0].Take(length)) : null;
    }
}
