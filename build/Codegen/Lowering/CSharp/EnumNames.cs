using Codegen.Lowering.Shapes;

namespace Codegen.Lowering.CSharp;

/// <summary>Names the values of an open enum.</summary>
internal static class EnumNames
{
    // What the template adds to every structure, and what each inherits.
    private static readonly string[] ReservedMembers = ["OrNull", "Value", "ValueOrNull", .. RuntimeMembers.Of()];

    /// <summary>Names each value as "names" says under <c>Type.value</c>, or by its words.</summary>
    public static void Apply(EnumShape shape, LoweringDecisions decisions)
    {
        var chosen = new Dictionary<string, string>();
        foreach (var value in shape.Values)
        {
            if (decisions.ChosenName(Entry(shape, value)) is { } name)
            {
                Check(shape, value, name, chosen, decisions);
                chosen.Add(name, value.Value);
            }
        }

        var scope = new NameScope([.. ReservedMembers, shape.Name, .. chosen.Keys], Prefix(shape), "Value");
        var names = scope.NameAll([.. shape.Values.Select(value => value.Value).Except(chosen.Values)]);
        var byValue = names.Concat(chosen.Select(entry => KeyValuePair.Create(entry.Value, entry.Key))).ToDictionary();
        for (int index = 0; index < shape.Values.Count; index++)
        {
            shape.Values[index] = shape.Values[index] with { Name = byValue[shape.Values[index].Value] };
        }
    }

    private static string Entry(EnumShape shape, EnumValue value) => $"{shape.Name}.{value.Value}";

    // What goes before a value that starts with a digit.
    private static string Prefix(EnumShape shape)
    {
        var words = Identifiers.Words(shape.Name).Where(word => word != "Enum").ToList();
        string prefix = words.Count > 0 ? words[^1] : shape.Name;
        return prefix.All(char.IsUpper) ? prefix[..1] + prefix[1..].ToLowerInvariant() : prefix;
    }

    private static void Check(EnumShape shape, EnumValue value, string name, Dictionary<string, string> chosen, LoweringDecisions decisions)
    {
        string? fault = !Identifiers.IsIdentifier(name) ? "is no C# identifier"
            : ReservedMembers.Contains(name) || name == shape.Name ? "belongs to a member that every enum has"
            : chosen.TryGetValue(name, out string? other) ? $"belongs to the value \"{other}\""
            : null;
        if (fault is not null)
        {
            string entry = Entry(shape, value);
            throw decisions.Error("names", entry, $"the name \"{name}\" that \"names\" gives to \"{entry}\" {fault}; choose another.");
        }
    }
}
