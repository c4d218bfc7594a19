using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Emission;

/// <summary>Writes down everything the template prints of an object: members, constructor, reading, writing, checks.</summary>
internal static class ObjectEmitter
{
    private static readonly string[] ReservedMembers =
        ["AdditionalProperties", "Additional", "Copy", "CreateClone", "Equals", "Finalize", "FromJson", "GetHashCode", "GetType", "IsMarked", "JObject", "JsonKind", "JsonObject", "JToken", "JValue",
         "KeepMisfit", "Mark", "MemberwiseClone", "Members", "Misfits", "Read", "ReferenceEquals", "ToJson", "ToString", "Unknown", "Unmark", "Unset", "Validate", "Write"];

    private static readonly string[] ReservedFields = ["additional", "check", "field", "@field", "json", "marks", "member", "members", "model", "value", "@value"];

    /// <summary>Gives the members the names of their properties, fields and arguments.</summary>
    public static void NameMembers(ObjectShape shape)
    {
        HashSet<string> reserved = [.. ReservedMembers, shape.Name, .. IsResponse(shape) ? (string[])["Http", "EndsStream"] : [], .. shape.Family is null ? [] : (string[])["Json"]];
        NameProperties(shape, reserved);

        // A property that is named like a type which the class reads by name would hide it, unless it is of that very type.
        var read = shape.Members.SelectMany(member => NamesRead(member.Type.Shape)).ToHashSet();
        while (shape.Members.Where(member => read.Contains(member.Name) && CSharpTypes.Name(member.Type) != member.Name).ToList() is { Count: > 0 } hiding)
        {
            reserved.UnionWith(hiding.Select(member => member.Name));
            NameProperties(shape, reserved);
        }

        var arguments = new HashSet<string>();
        HashSet<string> fields = [.. ReservedFields, shape.Name, .. shape.Members.Select(member => member.Name)];
        foreach (var member in shape.Members)
        {
            var camel = Identifiers.Camel(member.Name);
            member.Argument = Free(camel, "Value", arguments);
            member.Slot = HasField(member) ? Free(camel, "Field", fields) : member.Name;
        }
    }

    public static JObject Emit(ObjectShape shape)
    {
        var members = shape.Members.Select((member, index) => EmitMember(shape, member, index)).ToList();
        var required = shape.Members.Where(member => member.MustBeSet).ToList();
        return new JObject
        {
            ["x-cs-shape"] = "object",
            ["x-cs-base"] = shape.Family?.Name ?? (shape.IsResponse ? "ResponseModel" : "JsonModel"),
            ["x-cs-hides"] = shape.Family is not null,
            ["x-cs-members"] = new JArray(members),
            ["x-cs-constants"] = new JArray(members.Where(member => member["constant"] is not null && member["field"] is not null)),
            ["x-cs-arguments"] = new JArray(required.Select(member => Argument(shape, member))),
            ["x-cs-validates"] = shape.InRequest && members.Exists(member => member["checks"]!.HasValues),
            ["x-cs-usings"] = new JArray(Usings(shape, members)),
        };
    }

    private static bool IsResponse(ObjectShape shape) => shape.IsResponse || shape.Family?.Variants.Values.Any(variant => variant.IsResponse) == true;

    private static JObject EmitMember(ObjectShape shape, Member member, int index)
    {
        var type = CSharpTypes.Name(member.Type);
        var slot = member.Slot;
        var emitted = new JObject
        {
            ["json"] = member.JsonName,
            ["literal"] = Literal(member.JsonName),
            ["jsonKind"] = CSharpTypes.Kind(member.Type),
            ["name"] = member.Name,
            ["slot"] = slot,
            ["read"] = member.Type.Shape is ScalarShape { Kind: ScalarKind.String } ? "json.ReadString()" : CSharpTypes.Read(member.Type),
            ["write"] = CSharpTypes.WriteMember(member.Type, index, slot),
            ["index"] = index,
            ["checks"] = new JArray(CheckEmitter.Checks(member, index, slot)),
            ["required"] = member.Required,
        };
        Describe(emitted, member, Discriminates(shape, member) ? "Gets" : "Gets or sets");
        if (member.Constant is { } constant)
        {
            EmitConstant(emitted, shape, member, Literal(constant));
            return emitted;
        }

        emitted["cs"] = !member.Required || member.Type.IsNullable ? type + "?" : type;
        if (slot == member.Name)
        {
            return emitted;
        }

        emitted["field"] = slot;
        emitted["fieldCs"] = type + "?";
        emitted["get"] = !member.Required || member.Type.IsNullable ? slot : Fallback(member, slot);
        emitted["set"] = member.Required && member.Type.IsNullable ? "marked" : "plain";
        return emitted;
    }

    private static void EmitConstant(JObject emitted, ObjectShape shape, Member member, string literal)
    {
        var slot = (string)emitted["slot"]!;
        var discriminates = Discriminates(shape, member);
        emitted["cs"] = "string";
        emitted["field"] = slot;
        emitted["fieldCs"] = "string?";
        emitted["constant"] = literal;
        emitted["jsonKind"] = "String";
        emitted["read"] = "json.ReadString()";
        emitted["write"] = $"String({emitted["index"]}, {slot})";
        emitted["get"] = $"{slot} ?? {literal}";
        emitted["set"] = discriminates ? null : "plain";
        emitted["modifier"] = discriminates && shape.Family!.Variants.Count(entry => entry.Value == shape) == 1 && FamilyEmitter.HasDiscriminatorProperty(shape.Family) ? "override " : "";
    }

    private static bool Discriminates(ObjectShape shape, Member member) => member.Constant is not null && shape.Family?.Discriminator == member.JsonName;

    // An optional member is a plain property. A required one knows apart "not there" and "empty", and never hands out null;
    // a deprecated one is reached behind its property, so that reading and writing do not use what is obsolete.
    private static bool HasField(Member member) => member.Required || member.Deprecated || member.Constant is not null;

    private static void NameProperties(ObjectShape shape, IEnumerable<string> reserved)
    {
        var names = new NameScope(reserved, "Member", "Value").NameAll([.. shape.Members.Select(member => member.JsonName)]);
        foreach (var member in shape.Members)
        {
            member.Name = names[member.JsonName];
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

    private static string Fallback(Member member, string slot) => member.Type.Shape switch
    {
        ScalarShape { Kind: ScalarKind.String } => $"{slot} ?? \"\"",
        ScalarShape or EnumShape => $"{slot}.GetValueOrDefault()",
        ListShape list => $"{slot} ??= new UnsetList<{CSharpTypes.ItemName(list.Item)}>()",
        MapShape map => $"{slot} ??= new UnsetMap<{CSharpTypes.ItemName(map.Value)}>()",
        ObjectShape model => $"{slot} ??= new {model.Name}()",
        FreeFormShape => $"{slot} ?? JsonObject.Empty",
        NamedShape named => $"{slot} ?? {named.Name}.Unset",
        _ => $"{slot} ?? JValue.CreateUndefined()",
    };

    private static JObject Argument(ObjectShape shape, Member member)
    {
        var target = member.Deprecated ? member.Slot : member.Name;
        return new JObject
        {
            ["cs"] = CSharpTypes.ItemName(member.Type),
            ["name"] = member.Argument,
            ["plain"] = member.Argument.TrimStart('@'),
            ["set"] = shape.Members.Exists(other => other.Argument == target) ? "this." + target : target,
            ["doc"] = new JArray(XmlDocs.Summary(Prose.Of(member), $"The {member.JsonName}.")),
        };
    }

    private static void Describe(JObject emitted, Member member, string verb)
    {
        var prose = Prose.Of(member);
        emitted["summary"] = new JArray(XmlDocs.Summary(prose, member.JsonName.Any(char.IsLetterOrDigit) ? $"{verb} the {Identifiers.Spoken(member.JsonName)}." : $"{verb} the member `{member.JsonName}`."));
        emitted["remarks"] = new JArray(XmlDocs.Remarks(prose));
        emitted["value"] = new JArray(Limits.Lines(member));
        if (member.Deprecated)
        {
            emitted["obsolete"] = Literal(Prose.Deprecation(member));
        }
    }

    internal static string Literal(string text) => JToken.FromObject(text).ToString(Newtonsoft.Json.Formatting.None);

    private static IEnumerable<string> Usings(ObjectShape shape, List<JObject> members)
    {
        var text = string.Join(' ', members.Select(member => $"{member["fieldCs"]} {member["cs"]} {member["get"]}"));
        if (members.Exists(member => member["obsolete"] is not null))
        {
            yield return "System";
        }

        if (text.Contains("IList<", StringComparison.Ordinal) || text.Contains("IDictionary<", StringComparison.Ordinal))
        {
            yield return "System.Collections.Generic";
        }

        yield return "Newtonsoft.Json";
        if (text.Contains("JToken", StringComparison.Ordinal) || text.Contains("JValue", StringComparison.Ordinal))
        {
            yield return "Newtonsoft.Json.Linq";
        }

        yield return "OpenAIChat.Runtime";
    }
}
