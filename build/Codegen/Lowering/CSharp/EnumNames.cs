using Codegen.Lowering.Shapes;

namespace Codegen.Lowering.CSharp;

/// <summary>Names the values of an open enum.</summary>
internal static class EnumNames
{
    // What the template adds to every structure, and what each inherits.
    private static readonly string[] ReservedMembers = ["OrNull", "Value", "ValueOrNull", .. RuntimeMembers.Of()];

    /// <summary>Gets the names in the order of the values.</summary>
    public static IReadOnlyList<string> Of(EnumShape shape)
    {
        var words = Identifiers.Words(shape.Name).Where(word => word != "Enum").ToList();
        var prefix = words.Count > 0 ? words[^1] : shape.Name;
        prefix = prefix.All(char.IsUpper) ? prefix[..1] + prefix[1..].ToLowerInvariant() : prefix;
        var names = new NameScope([.. ReservedMembers, shape.Name], prefix, "Value").NameAll([.. shape.Values.Select(value => value.Value)]);
        return [.. shape.Values.Select(value => names[value.Value])];
    }
}
