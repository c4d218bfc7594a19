using System.Text.RegularExpressions;
using Codegen.Lowering;
using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Diff;

/// <summary>Compares two editions of a contract as the client shows them, so that another spelling of the same meaning is no change.</summary>
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

    /// <summary>A type that is used in the same places under another name was renamed: its members are compared, not listed as gone and new.</summary>
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
                case (FamilyShape before, FamilyShape after):
                    foreach (var (value, variant) in before.Variants)
                    {
                        Enqueue(new TypeUse(variant), after.Variants.TryGetValue(value, out ObjectShape? other) ? new TypeUse(other) : null);
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

    private IEnumerable<(Operation Old, Operation New)> Pairs() =>
        from before in old.Operations
        join after in @new.Operations on Key(before) equals Key(after)
        select (before, after);

    private void CompareOperations()
    {
        foreach (Operation gone in old.Operations.ExceptBy(@new.Operations.Select(Key), Key))
        {
            Add(true, gone.Id, $"the operation `{gone.Method.ToUpperInvariant()} {gone.Path}` is gone");
        }
        foreach (Operation added in @new.Operations.ExceptBy(old.Operations.Select(Key), Key))
        {
            Add(false, added.Id, $"new operation `{added.Method.ToUpperInvariant()} {added.Path}`");
        }
        foreach (var (before, after) in Pairs())
        {
            CompareOperation(before, after);
        }
    }

    private void CompareOperation(Operation before, Operation after)
    {
        string subject = after.Id;
        if (before.Name != after.Name)
        {
            Add(true, subject, $"the operation `{before.Id}` is now called `{after.Id}`");
        }
        CompareDeprecated(subject, IsDeprecated(before.Schema), IsDeprecated(after.Schema));
        CompareParameters(subject, before, after);
        CompareResponses(subject, before.Responses, after.Responses);

        if (before.Body is null != after.Body is null)
        {
            Add(true, subject, after.Body is null ? "no longer takes a request body" : "now takes a request body");
        }
        else if (before.BodyRequired != after.BodyRequired)
        {
            Add(after.BodyRequired, subject, $"the request body is now {Optional(after.BodyRequired)}");
        }
        CompareType(subject, "the request is", before.Body, after.Body);

        if (before.Result is null != after.Result is null)
        {
            Add(after.Result is null, subject, after.Result is null ? "no longer answers with content" : $"now answers with `{CSharpTypes.Name(after.Result)}`");
        }
        CompareType(subject, "the answer is", before.Result, after.Result);

        if (before.StreamItem is null != after.StreamItem is null)
        {
            Add(after.StreamItem is null, subject, after.StreamItem is null ? "can no longer stream" : "can now stream");
        }
        CompareType(subject, "a chunk of the stream is", before.StreamItem, after.StreamItem);
    }

    private void CompareParameters(string subject, Operation before, Operation after)
    {
        foreach (Parameter parameter in before.Parameters)
        {
            if (after.Parameters.Find(other => IsSame(before, parameter, after, other)) is not { } other)
            {
                Add(true, subject, $"the {parameter.In} parameter `{parameter.Name}` is gone");
                continue;
            }
            string name = $"{subject}({other.Name})";
            CompareType(name, "is", parameter.Type, other.Type);
            CompareBounds(name, parameter.Type, other.Type, isSent: true, isReceived: false);
            CompareDeprecated(name, IsDeprecated(parameter.Schema), IsDeprecated(other.Schema));
            CompareDefault(name, Limits.Default(parameter.Type, parameter.ValueSchema), Limits.Default(other.Type, other.ValueSchema));
            if (Identifiers.Pascal(parameter.Name) != Identifiers.Pascal(other.Name))
            {
                Add(true, name, $"was called `{parameter.Name}`: callers that name the argument must rename it");
            }
            if (parameter.Required != other.Required)
            {
                Add(other.Required, name, $"is now {Optional(other.Required)}");
            }
        }

        for (int i = 0; i < after.Parameters.Count; i++)
        {
            Parameter added = after.Parameters[i];
            if (before.Parameters.Exists(parameter => IsSame(before, parameter, after, added)))
            {
                continue;
            }
            // An argument that comes before an old one moves it, for callers that do not name their arguments.
            bool moves = after.Parameters.Skip(i + 1).Any(later => before.Parameters.Exists(parameter => IsSame(before, parameter, after, later)));
            string place = moves && !added.Required ? ", before others: callers that do not name their arguments are moved" : "";
            Add(added.Required || moves, subject, $"new {Optional(added.Required)} {added.In} parameter `{added.Name}`{place}");
        }
    }

    /// <remarks>Spec: the case of a header's name makes no difference; a path's parameters are known by their place.</remarks>
    private static bool IsSame(Operation before, Parameter first, Operation after, Parameter second) => first.In == second.In && first.In switch
    {
        "header" => first.Name.Equals(second.Name, StringComparison.OrdinalIgnoreCase),
        "path" when PathIndex(before, first.Name) is var place and >= 0 => place == PathIndex(after, second.Name),
        _ => first.Name == second.Name,
    };

    private static int PathIndex(Operation operation, string parameter) =>
        Placeholders().Matches(operation.Path).ToList().FindIndex(match => match.Value == $"{{{parameter}}}");

    // Callers are ready for any error; of what they had no error for, they may rely on the status.
    private void CompareResponses(string subject, List<Response> before, List<Response> after)
    {
        foreach (Response gone in before.Where(response => !after.Exists(other => Covers(other, response))))
        {
            Add(gone.Status.StartsWith('2'), subject, $"no longer answers with the status `{gone.Status}`");
        }
        foreach (Response added in after.Where(response => !before.Exists(other => Covers(other, response))))
        {
            Add(false, subject, $"may now answer with the status `{added.Status}`");
        }
        foreach (var (first, second) in before.Join(after, Status, Status, (first, second) => (first, second)))
        {
            foreach (string header in first.Headers.Keys.Except(second.Headers.Keys, StringComparer.OrdinalIgnoreCase))
            {
                Add(true, subject, $"the header `{header}` of the answer `{second.Status}` is gone");
            }
            foreach (string header in second.Headers.Keys.Except(first.Headers.Keys, StringComparer.OrdinalIgnoreCase))
            {
                Add(false, subject, $"new header `{header}` of the answer `{second.Status}`");
            }
        }

        static string Status(Response response) => response.Status.ToUpperInvariant();

        static bool Covers(Response range, Response response) => Status(range) == Status(response) || Status(range) == $"{response.Status[..1]}XX";
    }

    private void CompareTypes()
    {
        IEnumerable<string> names = old.Types.Keys.Select(New).Union(@new.Types.Keys).Order(StringComparer.Ordinal);
        Dictionary<string, string> formerNames = renamed.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
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
            CompareDeprecated(name, IsDeprecated(before.Schema), IsDeprecated(after.Schema));
            CompareShape(name, before, after);
        }
    }

    private static string KindOf(NamedShape type) => type switch
    {
        EnumShape => "an enum",
        FamilyShape => "a union of objects",
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
            case (FamilyShape first, FamilyShape second):
                CompareFamilies(name, first, second);
                break;
            case (UnionShape first, UnionShape second):
                CompareSets(name, "alternative", first.Variants.Select(variant => New(CSharpTypes.Name(variant))), second.Variants.Select(CSharpTypes.Name));
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

    private void CompareFamilies(string name, FamilyShape before, FamilyShape after)
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

    private void CompareMembers(string type, ObjectShape before, ObjectShape after, bool isSent, bool isReceived)
    {
        foreach (Member member in before.Members)
        {
            string name = $"{type}.{member.JsonName}";
            if (after.Find(member.JsonName) is { } other)
            {
                CompareMember(name, member, other, isSent, isReceived);
            }
            else
            {
                Add(true, name, "the member is gone");
            }
        }
        foreach (Member added in after.Members.Where(member => before.Find(member.JsonName) is null))
        {
            bool mustBeSet = added.MustBeSet && isSent;
            Add(mustBeSet, $"{type}.{added.JsonName}", $"new {Optional(added.Required)} member, `{TypeOf(added)}`{(added.Deprecated ? ", deprecated from the start" : "")}");
        }
    }

    private void CompareMember(string name, Member before, Member after, bool isSent, bool isReceived)
    {
        if (before.Name != after.Name)
        {
            Add(true, name, $"the property `{before.Name}` is now called `{after.Name}`");
        }

        string was = New(TypeOf(before));
        string @is = TypeOf(after);
        if (was != @is)
        {
            Add(true, name, $"is now `{@is}`, no longer `{was}`");
        }
        else if (before.Constant != after.Constant)
        {
            Add(true, name, $"is {Constant(after)}, no longer {Constant(before)}");
        }

        if (before.Required != after.Required)
        {
            Add(after.Required ? isSent && after.MustBeSet : isReceived, name, $"is now {Optional(after.Required)}{(after.Required || !isReceived ? "" : ": it may be missing from an answer")}");
        }
        if (before.Type.IsNullable != after.Type.IsNullable)
        {
            Add(after.Type.IsNullable ? isReceived : isSent, name, after.Type.IsNullable ? "may now be null" : "may no longer be null");
        }
        CompareDeprecated(name, before.Deprecated, after.Deprecated, after.Deprecated ? Prose.Deprecation(after) : null);
        CompareBounds(name, before.Type, after.Type, isSent, isReceived);
        CompareDefault(name, Limits.Default(before.Type, before.Schema), Limits.Default(after.Type, after.Schema));

        static string Constant(Member member) => member.Constant is { } value ? $"always `{value}`" : "any value";
    }

    private static string TypeOf(Member member) => member.Constant is null ? CSharpTypes.Name(member.Type) : "string";

    private void CompareType(string subject, string verb, TypeUse? before, TypeUse? after)
    {
        if (before is not null && after is not null && New(CSharpTypes.Name(before)) != CSharpTypes.Name(after))
        {
            Add(true, subject, $"{verb} now `{CSharpTypes.Name(after)}`, no longer `{CSharpTypes.Name(before)}`");
        }
    }

    private void CompareBounds(string name, TypeUse before, TypeUse after, bool isSent, bool isReceived)
    {
        if (before.Shape is ScalarShape { Kind: ScalarKind.String } && after.Shape is ScalarShape { Kind: ScalarKind.String })
        {
            CompareFormat(name, (string?)before.Bounds["format"], (string?)after.Bounds["format"], isSent, isReceived);
        }
        foreach (var (isTightened, text) in BoundChanges.Between(before.Bounds, after.Bounds))
        {
            Add(isTightened && isSent, name, text);
        }
        switch (before.Shape, after.Shape)
        {
            case (ListShape first, ListShape second):
                CompareBounds(name + "[]", first.Item, second.Item, isSent, isReceived);
                break;
            case (MapShape first, MapShape second):
                CompareBounds(name + "{}", first.Value, second.Value, isSent, isReceived);
                break;
        }
    }

    // What is sent must be of the new format, and what was read as the old one may no longer be.
    private void CompareFormat(string name, string? before, string? after, bool isSent, bool isReceived)
    {
        if (before != after)
        {
            Add((after is not null && isSent) || (before is not null && isReceived), name, (before, after) switch
            {
                (null, _) => $"the format is now `{after}`",
                (_, null) => $"the format `{before}` is gone",
                _ => $"the format is now `{after}`, no longer `{before}`",
            });
        }
    }

    private void CompareDefault(string name, string? before, string? after)
    {
        if (before != after)
        {
            Add(false, name, (before, after) switch
            {
                (null, _) => $"the API's default is now `{after}`",
                (_, null) => $"the API's default `{before}` is gone",
                _ => $"the API's default is now `{after}`, no longer `{before}`",
            });
        }
    }

    private void CompareDeprecated(string name, bool before, bool after, string? advice = null)
    {
        if (before != after)
        {
            Add(false, name, after ? $"is now deprecated{(advice is null ? "" : $": {advice}")}" : "is no longer deprecated");
        }
    }

    /// <summary>Puts the new names of renamed types into the text of a type of the old edition.</summary>
    private string New(string type) => Words().Replace(type, word => renamed.GetValueOrDefault(word.Value, word.Value));

    private void Add(bool isBreaking, string subject, string text) => changes.Add(new Change(isBreaking, subject, text));
}
