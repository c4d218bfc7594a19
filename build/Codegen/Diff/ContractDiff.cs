using System.Text.RegularExpressions;
using Codegen.Lowering;
using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Diff;

/// <summary>
/// Compares two editions of a contract as the client shows them, so that another spelling of the same meaning is no change.
/// </summary>
/// <remarks>
/// What breaks depends on the direction: a request's new required member breaks, an answer's does not; an answer's member that may now be
/// missing breaks, a request's does not. What is gone or has another C# type breaks in both.
/// </remarks>
internal sealed partial class ContractDiff
{
    private readonly Edition old;
    private readonly Edition @new;
    private readonly Dictionary<string, string> renamed = new(StringComparer.Ordinal);
    private readonly List<Change> changes = [];

    private ContractDiff(Edition old, Edition @new)
    {
        this.old = old;
        this.@new = @new;
    }

    /// <summary>Lists the changes: operations in the order of the contract, then types by name, each with its members in order.</summary>
    public static IReadOnlyList<Change> Between(ContractLowering old, ContractLowering @new)
    {
        var diff = new ContractDiff(new Edition(old), new Edition(@new));
        diff.FindRenamedTypes();
        diff.CompareOperations();
        diff.CompareTypes();
        return diff.changes;
    }

    private static string Key(Operation operation) => $"{operation.Method} {Placeholders().Replace(operation.Path, "{}")}";

    private static bool IsDeprecated(JObject schema) => schema["deprecated"] is JValue { Value: true };

    private static string Optional(bool isRequired) => isRequired ? "required" : "optional";

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Placeholders();

    [GeneratedRegex("[A-Za-z_][A-Za-z0-9_]*")]
    private static partial Regex Words();

    /// <summary>
    /// A type that is used in the same places under another name was renamed: its members are compared, not listed as gone and new.
    /// </summary>
    private void FindRenamedTypes()
    {
        var seen = new HashSet<(Shape, Shape)>();
        var open = new Queue<(Shape Old, Shape New)>();
        foreach (var (before, after) in Pairs())
        {
            Enqueue(before.Body, after.Body);
            Enqueue(before.Result, after.Result);
            Enqueue(before.StreamItem, after.StreamItem);
            foreach (Parameter parameter in before.Parameters)
            {
                Enqueue(parameter.Type, after.Parameters.Find(other => IsSame(before, parameter, after, other))?.Type);
            }
        }

        while (open.TryDequeue(out var pair))
        {
            if (!seen.Add(pair))
            {
                continue;
            }

            if (pair is (NamedShape from, NamedShape to) && from.GetType() == to.GetType() && from.Name != to.Name
                && !@new.Types.ContainsKey(from.Name) && !old.Types.ContainsKey(to.Name) && !renamed.ContainsValue(to.Name))
            {
                renamed.TryAdd(from.Name, to.Name);
            }

            switch (pair)
            {
                case (ListShape before, ListShape after):
                    Enqueue(before.Item, after.Item);
                    break;
                case (MapShape before, MapShape after):
                    Enqueue(before.Value, after.Value);
                    break;
                case (ObjectShape before, ObjectShape after):
                    before.Members.ForEach(member => Enqueue(member.Type, after.Find(member.JsonName)?.Type));
                    break;
                case (DiscriminatedUnionShape before, DiscriminatedUnionShape after):
                    foreach (var (value, variant) in before.Variants)
                    {
                        Enqueue(
                            new TypeUse(variant),
                            after.Variants.TryGetValue(value, out ObjectShape? other) ? new TypeUse(other) : null);
                    }

                    break;
                case (UnionShape before, UnionShape after):
                    foreach (var (first, second) in before.Variants.Zip(after.Variants))
                    {
                        Enqueue(first, second);
                    }

                    break;
            }
        }

        void Enqueue(TypeUse? before, TypeUse? after)
        {
            if (before is not null && after is not null)
            {
                open.Enqueue((before.Shape, after.Shape));
            }
        }
    }

    private void CompareTypes()
    {
        IEnumerable<string> names = old.Types.Keys.Select(New).Union(@new.Types.Keys).Order(StringComparer.Ordinal);
        var formerNames = renamed.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
        foreach (string name in names)
        {
            string formerName = formerNames.GetValueOrDefault(name, name);
            NamedShape? before = old.Types.GetValueOrDefault(formerName);
            NamedShape? after = @new.Types.GetValueOrDefault(name);
            if (before is null || after is null)
            {
                Add(after is null, name, after is null ? "the type is gone" : $"new type, {KindOf(after)}");
                continue;
            }

            if (formerName != name)
            {
                Add(true, name, $"the type `{formerName}` is now called `{name}`");
            }

            if (before.GetType() != after.GetType())
            {
                Add(true, name, $"was {KindOf(before)} and is now {KindOf(after)}");
                continue;
            }

            if (before.Origin.Component is not null && after.Origin.Component is not null)
            {
                // Of a type that is written at a member, the member tells.
                CompareDeprecated(name, IsDeprecated(before.Schema), IsDeprecated(after.Schema));
            }

            CompareShape(name, before, after);
        }
    }

    private static string KindOf(NamedShape type) => type switch
    {
        EnumShape => "an enum",
        DiscriminatedUnionShape => "a union of objects",
        UnionShape => "a union",
        _ => "an object",
    };

    private void CompareShape(string name, NamedShape before, NamedShape after)
    {
        bool isSent = old.IsSent(before) && @new.IsSent(after);
        bool isReceived = old.IsReceived(before) && @new.IsReceived(after);
        switch (before, after)
        {
            case (ObjectShape first, ObjectShape second):
                CompareMembers(name, first, second, isSent, isReceived);
                break;
            case (EnumShape first, EnumShape second):
                CompareSets(name, "value", first.Values.Select(value => value.Value), second.Values.Select(value => value.Value));
                break;
            case (DiscriminatedUnionShape first, DiscriminatedUnionShape second):
                CompareDiscriminatedUnions(name, first, second);
                break;
            case (UnionShape first, UnionShape second):
                CompareSets(
                    name,
                    "alternative",
                    first.Variants.Select(variant => New(CSharpTypes.Name(variant))),
                    second.Variants.Select(CSharpTypes.Name));
                foreach (TypeUse variant in first.Variants)
                {
                    if (second.Variants.Find(other => CSharpTypes.Name(other) == New(CSharpTypes.Name(variant))) is { } same)
                    {
                        CompareBounds(name, variant, same, isSent, isReceived);
                    }
                }

                break;
        }
    }

    private void CompareDiscriminatedUnions(string name, DiscriminatedUnionShape before, DiscriminatedUnionShape after)
    {
        if (before.Discriminator != after.Discriminator)
        {
            Add(true, name, $"the variants are told apart by `{after.Discriminator}`, no longer by `{before.Discriminator}`");
            return;
        }

        CompareSets(name, "variant", before.Variants.Keys, after.Variants.Keys);
        foreach (var (value, variant) in before.Variants)
        {
            if (after.Variants.TryGetValue(value, out ObjectShape? other) && New(variant.Name) != other.Name)
            {
                Add(true, name, $"the variant `{value}` is now `{other.Name}`, no longer `{variant.Name}`");
            }
        }
    }

    private void CompareSets(string name, string noun, IEnumerable<string> before, IEnumerable<string> after)
    {
        foreach (string gone in before.Except(after))
        {
            Add(true, name, $"the {noun} `{gone}` is gone");
        }

        foreach (string added in after.Except(before))
        {
            Add(false, name, $"new {noun} `{added}`");
        }
    }

    /// <summary>Puts the new names of renamed types into the text of a type of the old edition.</summary>
    private string New(string type) => Words().Replace(type, word => renamed.GetValueOrDefault(word.Value, word.Value));

    private void Add(bool isBreaking, string subject, string text) => changes.Add(new Change(isBreaking, subject, text));
}
