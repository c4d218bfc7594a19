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
        var schema = type is DiscriminatedUnionShape { Unions: [var union, ..] } ? union.Schema : type.Schema;
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

    /// <summary>Names the members of an object as C# does: <c>`max_tokens`</c> → <c>`MaxTokens`</c>.</summary>
    public static string? WithMembers(ObjectShape shape, string? prose) => WithNames(prose, name => shape.Find(name)?.Name);

    /// <summary>Replaces each name that stands as code, where C# has another for it.</summary>
    public static string? WithNames(string? prose, Func<string, string?> find) =>
        prose is null ? null : CodeSpan().Replace(prose, span => find(span.Groups[1].Value) is { } name ? $"`{name}`" : span.Value);

    /// <summary>
    /// Says of a property what the framework's documentation says first: <c>The text.</c> → <c>Gets or sets the text.</c>
    /// </summary>
    /// <param name="verb">What can be done with the property.</param>
    /// <param name="name">Its name in the contract.</param>
    /// <param name="sentence">The first sentence of its description.</param>
    public static string Accessor(string verb, string name, string sentence)
    {
        if (Determiner().IsMatch(sentence))
        {
            return $"{verb} {char.ToLowerInvariant(sentence[0])}{sentence[1..]}";
        }

        string subject = name.Any(char.IsLetterOrDigit) ? $"the {Identifiers.Spoken(name)}" : $"the member `{name.Replace('`', '\'')}`";
        return $"{verb} {subject}. {sentence}".TrimEnd();
    }

    [GeneratedRegex(@"^(?:The|A|An|Whether|How|What|Which|Who|When|Where|Why|This|These|Each|All) ")]
    private static partial Regex Determiner();

    /// <summary>Says of a deprecated member what to use: <c>The text.</c> → <c>The text. Deprecated. Use `b`.</c></summary>
    /// <remarks>A remark, no warning of the compiler: compatible servers still take what one provider deprecates.</remarks>
    public static string? WithDeprecation(Member member, string? prose)
    {
        if (!member.Deprecated)
        {
            return prose;
        }

        string? advice = GivenAdvice(member);
        bool isSaid = advice is null || prose?.Replace('\n', ' ').Contains(advice, StringComparison.Ordinal) == true;
        return $"{prose} Deprecated. {(isSaid ? "" : advice)}".Trim();
    }

    /// <summary>Gets what is said of a deprecated member: the contract's own advice where it gives one.</summary>
    public static string Deprecation(Member member, ObjectShape? shape = null)
    {
        string advice = GivenAdvice(member) ?? $"The API has deprecated `{member.JsonName}`.";
        return Markup().Replace(shape is null ? advice : WithMembers(shape, advice)!, "").Trim();
    }

    private static string? GivenAdvice(Member member) =>
        member.Schema["x-deprecation"]?.Value<string>()
        ?? Sentences().Split(Of(member)?.Replace('\n', ' ') ?? "").FirstOrDefault(text => Advice().IsMatch(text));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"(?<=[.!])\s+")]
    private static partial Regex Sentences();

    [GeneratedRegex("deprecat|replaced by|instead|in favou?r of", RegexOptions.IgnoreCase)]
    private static partial Regex Advice();

    [GeneratedRegex(@"[`*]|\]\([^)]*\)|\[")]
    private static partial Regex Markup();
}
