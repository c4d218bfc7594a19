using Codegen.Lowering.Shapes;

namespace Codegen.Lowering.CSharp;

/// <summary>Gives the members of an object the names of their properties, fields and arguments.</summary>
internal static class MemberNames
{
    // What the template adds to every class, and the types whose static members the generated code calls.
    private static readonly string[] Printed =
    [
        "Clone", "Create", "Fill", "FromJson", "JObject", "JToken", "JValue", "JsonKind", "JsonModel", "JsonObject", "LazyMember", "Member",
        "Members", "ModelText", "Read", "Unknown", "Unset", "Validate", "Write",
    ];

    // Variables of the generated methods; a field of that name would be hidden in them.
    private static readonly string[] Variables
        = ["check", "defaults", "field", "@field", "filling", "json", "member", "members", "model", "value", "@value"];

    public static void Apply(ObjectShape shape)
    {
        string[] bases = IsResponse(shape) ? ["JsonModel", "ResponseModel"] : ["JsonModel"];
        string[] ofVariants = shape.VariantOf is null ? [] : ["Json"];
        HashSet<string> reserved = [.. Printed, .. RuntimeMembers.Of(bases), shape.Name, .. ofVariants];
        NameProperties(shape, reserved);

        // A property that is named like a type which the class reads by name would hide it, unless it is of that very type.
        var read = shape.Members.SelectMany(member => NamesRead(member.Type.Shape)).ToHashSet();
        while (shape.Members.Where(member => read.Contains(member.Name) && CSharpTypes.Name(member.Type) != member.Name)
            .ToList() is { Count: > 0 } hiding)
        {
            reserved.UnionWith(hiding.Select(member => member.Name));
            NameProperties(shape, reserved);
        }

        var arguments = new HashSet<string>();
        HashSet<string> fields = [.. Variables, .. RuntimeMembers.Of(bases), shape.Name, .. shape.Members.Select(member => member.Name)];
        foreach (var member in shape.Members)
        {
            string camel = Identifiers.Camel(member.Name);
            member.Argument = Free(camel, "Value", arguments);
            member.Field = Free(camel, "Field", fields);
        }
    }

    private static bool IsResponse(ObjectShape shape) =>
        shape.IsResponse || shape.VariantOf?.Variants.Values.Any(variant => variant.IsResponse) == true;

    private static void NameProperties(ObjectShape shape, HashSet<string> reserved)
    {
        var names = new NameScope(reserved, "Member", "Value").NameAll([.. shape.Members.Select(member => member.JsonName)]);
        foreach (var member in shape.Members)
        {
            member.Name = names[member.JsonName];
        }

        // What is read past the getter has a property of its own beside the member's.
        var extra = shape.Members.Select(member => member.Name + "OrNull").ToHashSet();
        if (shape.Members.Where(member => extra.Contains(member.Name) && reserved.Add(member.Name)).ToList().Count > 0)
        {
            NameProperties(shape, reserved);
        }
    }

    private static IEnumerable<string> NamesRead(Shape shape) => shape switch
    {
        ListShape list => NamesRead(list.Item.Shape),
        MapShape map => NamesRead(map.Value.Shape),
        NamedShape named and not EnumShape => [named.Name],
        _ => [],
    };

    private static string Free(string name, string suffix, HashSet<string> taken)
    {
        while (!taken.Add(name))
        {
            name = name.TrimStart('@') + suffix;
        }

        return name;
    }
}
