using System.Text.RegularExpressions;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.CSharp;

/// <summary>Finds what the contract says in words.</summary>
internal static partial class Prose
{
    /// <summary>Gets a member's description: its own, else that of the type it refers to by reference, else its variants'.</summary>
    public static string? Of(Member member) =>
        Description(member.Schema)
        ?? (member.Type.DeclaredShape is NamedShape named ? Description(named.Schema) : null)
        ?? (member.Type.Shape is NamedShape target ? Description(target.Schema) : null);

    public static string? Description(JObject schema) =>
        schema["description"]?.Value<string>()
        ?? (schema["allOf"] as JArray)?.OfType<JObject>().Select(Description).FirstOrDefault(text => text is not null)
        ?? ((schema["anyOf"] ?? schema["oneOf"]) as JArray)?.OfType<JObject>().Select(Description).FirstOrDefault(text => text is not null);

    /// <summary>Gets a type's description: its own, else that of the member, list or parameter that it is written in.</summary>
    public static string? Of(NamedShape type)
    {
        var schema = type is FamilyShape { Unions: [var union, ..] } ? union.Schema : type.Schema;
        return Description(schema) ?? Around(schema);
    }

    private static string? Around(JObject schema) => schema.Parent switch
    {
        JArray { Parent: JProperty { Name: "anyOf" or "oneOf" or "allOf", Parent: JObject holder } } => Own(holder) ?? Around(holder),
        JProperty { Name: "items" or "schema", Parent: JObject holder } => Own(holder) ?? Around(holder),
        _ => null,
    };

    // A member can have the name of a keyword.
    private static string? Own(JObject holder) => holder["description"] is JValue { Value: string text } ? text : null;

    /// <summary>Gets what the compiler says of a deprecated member: the contract's own advice where it gives one.</summary>
    public static string Deprecation(Member member)
    {
        if (member.Schema["x-deprecation"]?.Value<string>() is { } advice)
        {
            return advice;
        }

        var sentence = Sentences().Split(Of(member)?.Replace('\n', ' ') ?? "").FirstOrDefault(text => Advice().IsMatch(text));
        return sentence is null ? $"The API has deprecated {member.JsonName}." : Markup().Replace(sentence, "").Trim();
    }

    [GeneratedRegex(@"(?<=[.!])\s+")]
    private static partial Regex Sentences();

    [GeneratedRegex("deprecat|replaced by|instead|in favou?r of", RegexOptions.IgnoreCase)]
    private static partial Regex Advice();

    [GeneratedRegex(@"[`*]|\]\([^)]*\)|\[")]
    private static partial Regex Markup();
}
