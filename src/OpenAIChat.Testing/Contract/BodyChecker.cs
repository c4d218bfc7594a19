using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>Judges bodies by the contract's schemas and tells the first error as the provider does.</summary>
/// <param name="contract">The contract.</param>
/// <param name="isLenient">Whether members, values and variants pass that the contract does not know.</param>
internal sealed class BodyChecker(ContractDocument contract, bool isLenient)
{
    private const int MaximumDepth = 64;

    private readonly SchemaMerger merger = new(contract);

    /// <summary>Checks the body of an operation.</summary>
    /// <returns>The first error; null when there is none.</returns>
    public BodyError? Check(string operation, JObject body) =>
        contract.BodySchema(operation) is { } schema ? Check(schema, body, "", 0) : null;

    private BodyError? Check(JObject schema, JToken value, string path, int depth)
    {
        if (depth > MaximumDepth)
        {
            return null;
        }

        schema = merger.Merge(schema);
        return CheckType(schema, value, path)
            ?? CheckValues(schema, value, path)
            ?? CheckAlternatives(schema, value, path, depth)
            ?? value switch
            {
                JObject members => CheckObject(schema, members, path, depth),
                JArray items => CheckArray(schema, items, path, depth),
                { Type: JTokenType.String } => CheckText(schema, (string)value!, path),
                { Type: JTokenType.Integer or JTokenType.Float } => CheckNumber(schema, value, path),
                _ => null,
            };
    }

    private BodyError? CheckType(JObject schema, JToken value, string path)
    {
        IReadOnlyList<string> types = JsonKinds.Of(schema);
        return types.Count == 0 || types.Any(type => JsonKinds.Has(value, type))
            ? null
            : BodyError.WrongType(path, [.. Names(schema, types)], value);
    }

    private BodyError? CheckValues(JObject schema, JToken value, string path)
    {
        JArray? supported = schema["const"] is { } constant ? new JArray(constant) : schema["enum"] as JArray;
        return supported is null || value.Type == JTokenType.Null || supported.Contains(value, JToken.EqualityComparer)
            ? null
            : Unless(BodyError.NotSupported(path, value, supported));
    }

    private BodyError? CheckAlternatives(JObject schema, JToken value, string path, int depth)
    {
        List<JObject> alternatives = [.. schema.ObjectsAt("anyOf").Concat(schema.ObjectsAt("oneOf")).SelectMany(Alternatives)];
        if (alternatives.Count == 0 || (value.Type == JTokenType.Null && schema["nullable"] is JValue { Value: true }))
        {
            return null;
        }

        List<JObject> fitting = [.. alternatives.Where(alternative => CheckType(alternative, value, path) is null)];
        if (fitting.Count == 0)
        {
            IEnumerable<string> expected = alternatives.SelectMany(alternative => Names(alternative, JsonKinds.Of(alternative)));
            return BodyError.WrongType(path, [.. expected.Distinct()], value);
        }

        if (value is JObject members && Discriminator(schema, fitting) is { } discriminator)
        {
            return CheckVariant(fitting, discriminator, members, path, depth);
        }

        BodyError? deepest = null;
        foreach (JObject alternative in fitting)
        {
            if (Check(alternative, value, path, depth + 1) is not { } error)
            {
                return null;
            }

            deepest = deepest is null || error.Depth > deepest.Depth ? error : deepest;
        }

        return fitting.Count > 1
            && fitting.TrueForAll(static alternative => alternative["enum"] is JArray || alternative.ContainsKey("const"))
            ? Unless(BodyError.NotSupported(path, value, fitting.SelectMany(Values)))
            : deepest;
    }

    private BodyError? CheckVariant(List<JObject> variants, string discriminator, JObject members, string path, int depth)
    {
        string memberPath = Join(path, discriminator);
        if (members[discriminator] is not { } name)
        {
            return BodyError.Missing(memberPath);
        }

        JObject? variant = variants.Find(variant => Values(Member(variant, discriminator)).Contains(name, JToken.EqualityComparer));
        return variant is null
            ? Unless(BodyError.NotSupported(memberPath, name, variants.SelectMany(variant => Values(Member(variant, discriminator)))))
            : Check(variant, members, path, depth + 1);
    }

    private BodyError? CheckObject(JObject schema, JObject members, string path, int depth)
    {
        foreach (JToken name in schema["required"] as JArray ?? [])
        {
            if (!members.ContainsKey((string)name!))
            {
                return BodyError.Missing(Join(path, (string)name!));
            }
        }

        var known = schema["properties"] as JObject;
        foreach (JProperty member in members.Properties())
        {
            string memberPath = Join(path, member.Name);
            BodyError? error = known?[member.Name] is JObject memberSchema ? Check(memberSchema, member.Value, memberPath, depth + 1)
                : schema["additionalProperties"] is JObject valueSchema ? Check(valueSchema, member.Value, memberPath, depth + 1)
                : IsOpen(schema, known) ? null
                : Unless(BodyError.Unknown(memberPath));
            if (error is not null)
            {
                return error;
            }
        }

        return CheckCount(schema, "object", "Properties", members.Count, path);
    }

    private BodyError? CheckArray(JObject schema, JArray items, string path, int depth)
    {
        if (CheckCount(schema, "array", "Items", items.Count, path) is { } error)
        {
            return error;
        }

        if (schema["items"] is not JObject itemSchema)
        {
            return null;
        }

        for (int i = 0; i < items.Count; i++)
        {
            if (Check(itemSchema, items[i], string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), depth + 1) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    private static BodyError? CheckText(JObject schema, string text, string path)
    {
        if (CheckCount(schema, "string", "Length", text.EnumerateRunes().Count(), path) is { } error)
        {
            return error;
        }

        return schema.TextAt("pattern") is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.ECMAScript, TimeSpan.FromSeconds(1))
            ? BodyError.NoMatch(path, pattern)
            : null;
    }

    private static BodyError? CheckNumber(JObject schema, JToken value, string path)
    {
        string kind = JsonKinds.Of(schema) is { Count: > 0 } types
            ? types.Contains("number") ? "decimal" : "integer"
            : value.Type == JTokenType.Integer ? "integer" : "decimal";
        double number = (double)value;
        return Bound(schema, "minimum", "exclusiveMinimum") is var (least, above) && (above ? number <= least : number < least)
            ? BodyError.OutOfRange(path, kind, isAbove: false, $"{(above ? ">" : ">=")} {Text(least)}", value)
            : Bound(schema, "maximum", "exclusiveMaximum") is var (most, below) && (below ? number >= most : number > most)
                ? BodyError.OutOfRange(path, kind, isAbove: true, $"{(below ? "<" : "<=")} {Text(most)}", value)
                : null;
    }

    // OpenAPI 3.0 says `exclusiveMinimum: true` beside the bound, 3.1 gives the bound itself.
    private static (double Value, bool IsExclusive)? Bound(
        JObject schema,
        string inclusive,
        string exclusive) => (schema[inclusive], schema[exclusive]) switch
        {
            (_, { Type: JTokenType.Integer or JTokenType.Float } bound) => ((double)bound, true),
            ({ Type: JTokenType.Integer or JTokenType.Float } bound, var flag) => ((double)bound, flag is JValue { Value: true }),
            _ => null,
        };

    private static BodyError? CheckCount(JObject schema, string kind, string unit, int count, string path)
    {
        if (schema["min" + unit] is JValue { Value: long least } && count < least)
        {
            return kind == "array" && count == 0
                ? BodyError.EmptyArray(path, least)
                : BodyError.WrongLength(path, kind, isAbove: false, least, count);
        }

        return schema["max" + unit] is JValue { Value: long most } && count > most
            ? BodyError.WrongLength(path, kind, isAbove: true, most, count)
            : null;
    }

    // Alternatives of alternatives are alternatives.
    private IEnumerable<JObject> Alternatives(JObject schema)
    {
        JObject merged = merger.Merge(schema);
        IEnumerable<JObject> nested = merged.ObjectsAt("anyOf").Concat(merged.ObjectsAt("oneOf"));
        return nested.Any() && !merged.ContainsKey("properties") ? nested.SelectMany(Alternatives) : [merged];
    }

    // The member that the contract names, or else one for which every variant has constants.
    private string? Discriminator(JObject schema, List<JObject> variants)
    {
        if (schema.TextAt("discriminator", "propertyName") is { } named
            && variants.TrueForAll(variant => Values(Member(variant, named)).Any()))
        {
            return named;
        }

        return variants.Count < 2 ? null : (variants[0]["properties"] as JObject)?.Properties()
            .Select(static member => member.Name)
            .FirstOrDefault(name => variants.TrueForAll(variant => Values(Member(variant, name)).Any() && IsRequired(variant, name)));
    }

    private JObject? Member(JObject schema, string name) => schema.At("properties", name) is JObject member ? merger.Merge(member) : null;

    private static bool IsRequired(JObject schema, string name) =>
        schema["required"] is JArray required && required.Any(member => (string?)member == name);

    private static IEnumerable<JToken> Values(JObject? schema) =>
        schema?["const"] is { } constant ? [constant] : schema?["enum"] as JArray ?? [];

    // A schema without members of its own, such as that of a function's parameters, takes any.
    private static bool IsOpen(JObject schema, JObject? known) =>
        schema["additionalProperties"] is JValue { Value: true }
            || (known is null && schema["additionalProperties"] is not JValue { Value: false });

    private IEnumerable<string> Names(JObject schema, IEnumerable<string> types) =>
        types.Where(static type => type != "null").Select(type => JsonKinds.Name(type, schema, merger.Merge));

    private BodyError? Unless(BodyError error) => isLenient && error.IsUnknownToContract ? null : error;

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
