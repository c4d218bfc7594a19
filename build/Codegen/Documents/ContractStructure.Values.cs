using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Codegen;

/// <content>What a schema says of its values: types that there are, and something that all of it together allows.</content>
internal sealed partial class ContractStructure
{
    private static readonly string[] TypeNames = ["string", "number", "integer", "boolean", "array", "object", "null"];

    private static readonly (string Lower, string Upper)[] Ranges =
        [("minimum", "maximum"), ("minLength", "maxLength"), ("minItems", "maxItems"), ("minProperties", "maxProperties")];

    private void Type(JObject schema)
    {
        if (schema["type"] is JArray list)
        {
            Texts(schema, "type");
            Demand(list, list.Count > 0, "'type' is an empty list: name a type, or leave 'type' out to allow any");
        }
        else
        {
            Text(schema, "type");
        }

        foreach (JToken name in TypesOf(schema))
        {
            Demand(
                name,
                TypeNames.Contains((string?)name),
                $"there is no type '{name}': write {string.Join(", ", TypeNames[..^1])} or {TypeNames[^1]}");
        }
    }

    private static IEnumerable<JToken> TypesOf(JObject schema) => schema["type"] switch
    {
        JArray list => list,
        JValue { Value: string } name => [name],
        _ => [],
    };

    /// <remarks>A null is let through: editions of 3.0 list it beside <c>nullable</c>.</remarks>
    private void Values(JObject schema)
    {
        var values = Items(schema, "enum").ToList();
        Demand(
            schema["enum"],
            values.Count > 0 || schema["enum"] is not JArray,
            "'enum' is empty: list the values, or leave 'enum' out to allow any");
        var types = TypesOf(schema).Select(name => (string)name!).ToList();
        foreach (JToken value in values.Append(schema["const"]).OfType<JToken>()
            .Where(value => types.Count > 0 && value.Type != JTokenType.Null))
        {
            Demand(value, types.Exists(type => IsOf(type, value)),
                $"the value {value.ToString(Formatting.None)} is not of the type {string.Join(" or ", types)}: "
                + "correct it (a text may need quotes), or 'type'");
        }
    }

    private static bool IsOf(string type, JToken value) => type switch
    {
        "string" => value.Type == JTokenType.String,
        "number" => Bound.IsNumber(value),
        "integer" => IsWhole(value),
        "boolean" => value.Type == JTokenType.Boolean,
        "array" => value is JArray,
        "object" => value is JObject,
        _ => false,
    };

    private static bool IsWhole(JToken value) => Bound.IsNumber(value) && (double)value % 1 == 0;

    private void Bounds(JObject schema)
    {
        Each(schema, ["minimum", "maximum"], Bound.IsNumber, "a number");
        Each(
            schema,
            ["exclusiveMinimum", "exclusiveMaximum"],
            value => Bound.IsNumber(value) || value.Type == JTokenType.Boolean,
            "a number, or a flag in 3.0");
        Each(
            schema,
            [.. Ranges[1..].SelectMany(range => new[] { range.Lower, range.Upper })],
            value => IsWhole(value) && (double)value >= 0,
            "a whole number from 0");
        foreach (var (lower, upper) in Ranges)
        {
            if (Bound.Of(schema, lower) is { } from && Bound.Of(schema, upper) is { } to)
            {
                bool isExclusive = from.IsExclusive || to.IsExclusive;
                Demand(
                    to.Value,
                    from.Number < to.Number || (from.Number == to.Number && !isExclusive),
                    $"nothing lies between '{lower}' {from} and '{upper}' {to}: correct one of them");
            }
        }
    }

    private void Pattern(JObject schema)
    {
        Text(schema, "pattern");
        if (schema["pattern"] is JValue { Value: string pattern } node && FaultOf(pattern) is { } fault)
        {
            throw document.Error(node, $"'pattern' is no regular expression: {fault}");
        }
    }

    /// <remarks>Spec: patterns are ECMAScript's. What only .NET refuses is no fault: it is left to the server.</remarks>
    private static string? FaultOf(string pattern)
    {
        try
        {
            _ = new Regex(pattern);
            return null;
        }
        catch (RegexParseException refused)
        {
            bool isFault = refused.Error switch
            {
                RegexParseError.InsufficientClosingParentheses or RegexParseError.InsufficientOpeningParentheses => true,
                RegexParseError.QuantifierAfterNothing or RegexParseError.NestedQuantifiersNotParenthesized => true,
                RegexParseError.ReversedQuantifierRange or RegexParseError.ReversedCharacterRange => true,
                RegexParseError.UnescapedEndingBackslash => true,
                RegexParseError.UnterminatedBracket => !DotNetBrackets().IsMatch(pattern),
                _ => false,
            };
            return isFault ? refused.Message : null;
        }
    }

    // In .NET, [] does not end at its bracket, and -[ subtracts.
    [GeneratedRegex(@"\[\^?\]|-\[")]
    private static partial Regex DotNetBrackets();
}
