using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;

namespace Codegen.Diff;

/// <content>Compares the members of an object, its constructor, and what bounds a value.</content>
internal sealed partial class ContractDiff
{
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

        CompareConstructors(type, before, after);
        if (before.IsResponse && !after.IsResponse)
        {
            Add(true, type, "is no longer an answer: it has no `Http`");
        }

        foreach (Member added in after.Members.Where(member => before.Find(member.JsonName) is null))
        {
            bool mustBeSet = added.MustBeSet && isSent;
            Add(
                mustBeSet,
                $"{type}.{added.JsonName}",
                $"new {Optional(added.Required)} member, `{TypeOf(added)}`{(added.Deprecated ? ", deprecated from the start" : "")}");
        }
    }

    private void CompareConstructors(string type, ObjectShape before, ObjectShape after)
    {
        string was = New(Constructor(type, before));
        string @is = Constructor(type, after);
        if (was == @is || !before.ConstructorMembers.Any())
        {
            return;
        }

        Add(
            true,
            type,
            after.ConstructorMembers.Any() ? $"the constructor is now `{@is}`, no longer `{was}`" : $"the constructor `{was}` is gone");

        static string Constructor(string type, ObjectShape shape) =>
            $"{type}({string.Join(", ", shape.ConstructorMembers.Select(Argument))})";

        // Whether a reference may be null is told of the member.
        static string Argument(Member member) =>
            $"{CSharpTypes.Name(member.Type)}{(member.Type.IsNullable && CSharpTypes.IsValue(member.Type) ? "?" : "")} {member.Argument}";
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
            Add(
                after.Required ? isSent && after.MustBeSet : isReceived,
                name,
                $"is now {Optional(after.Required)}{(after.Required || !isReceived ? "" : ": it may be missing from an answer")}");
        }

        // The property of an optional member is nullable as it is.
        if (before.Required && after.Required && before.Type.IsNullable != after.Type.IsNullable)
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

        foreach (var (isTightened, text) in BoundChanges.Between(before, after))
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
}
