using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.StructuredOutput;

/// <summary>Validates values against a JSON Schema written by hand.</summary>
/// <remarks>
/// It knows every keyword that strict schemas may have, and <c>allOf</c>, <c>oneOf</c> and <c>not</c>; others constrain nothing.
/// </remarks>
internal sealed class SchemaValidator(JObject root)
{
    private readonly Dictionary<string, Regex> patterns = new(StringComparer.Ordinal);

    /// <summary>Validates a value and reports what is wrong with it.</summary>
    public bool Validate(JsonNode node, ReadContext context) => Validate(node, root, context);

    private bool Validate(JsonNode node, JToken? schema, ReadContext context)
    {
        if (schema is not JObject rules)
        {
            return schema is not JValue { Value: false } || Fail(context, "is not allowed here");
        }

        if (rules["$ref"] is { } reference)
        {
            return Validate(
                node, SchemaReference.Resolve(root, reference)
                ?? throw new InvalidOperationException("The schema has a reference that leads nowhere."), context);
        }

        return HasType(node, rules, context)
            & IsAllowed(node, rules, context)
            & Combined(node, rules, context)
            & node.Kind switch
            {
                JsonNodeKind.Object => Object(node, rules, context),
                JsonNodeKind.Array => Array(node, rules, context),
                JsonNodeKind.String => Text(node.Text, rules, context),
                JsonNodeKind.Number => Number(node.Text, rules, context),
                _ => true,
            };
    }

    private static bool Fail(ReadContext context, string message)
    {
        context.Fault(message);
        return false;
    }

    private static bool HasType(JsonNode node, JObject rules, ReadContext context)
    {
        if (rules["type"] is not { } type || (type as JArray ?? new JArray(type)).Any(name => Is(node, (string?)name)))
        {
            return true;
        }

        return Fail(
            context, "must be of type " + string.Join(" or ", (type as JArray ?? new JArray(type)).Select(static name => (string?)name)));
    }

    private static bool Is(JsonNode node, string? type) => type switch
    {
        "integer" => node.Kind == JsonNodeKind.Number && JsonNumber.TryReadInteger(node.Text, out _),
        "boolean" => node.Kind is JsonNodeKind.True or JsonNodeKind.False,
        _ => string.Equals(node.Kind.ToString(), type, StringComparison.OrdinalIgnoreCase),
    };

    private static bool IsAllowed(JsonNode node, JObject rules, ReadContext context)
    {
        if (rules["enum"] is JArray values && !values.Any(value => AreEqual(node, value)))
        {
            return Fail(context, "is none of the allowed values");
        }

        return rules["const"] is not { } constant || AreEqual(node, constant) || Fail(context, "is not the one allowed value");
    }

    private static bool AreEqual(JsonNode node, JToken value)
    {
        JToken given = node.ToToken();
        return JToken.DeepEquals(given, value)
            || (given is JValue { Value: IConvertible and not string and not bool }
                && value is JValue { Value: IConvertible and not string and not bool }
                && Convert.ToDouble(given, CultureInfo.InvariantCulture).Equals(Convert.ToDouble(value, CultureInfo.InvariantCulture)));
    }

    private bool Combined(JsonNode node, JObject rules, ReadContext context)
    {
        bool isValid = true;
        if (rules["anyOf"] is JArray any && !any.Any(branch => IsValid(node, branch)))
        {
            isValid = Fail(context, FormattableString.Invariant($"is valid under none of {any.Count} alternatives"));
        }

        if (rules["oneOf"] is JArray one && one.Count(branch => IsValid(node, branch)) != 1)
        {
            isValid = Fail(context, FormattableString.Invariant($"is not valid under exactly one of {one.Count} alternatives"));
        }

        if (rules["not"] is { } excluded && IsValid(node, excluded))
        {
            isValid = Fail(context, "is excluded");
        }

        foreach (JToken part in rules["allOf"] as JArray ?? [])
        {
            isValid &= Validate(node, part, context);
        }

        return isValid;
    }

    private bool IsValid(JsonNode node, JToken schema) => Validate(node, schema, new ReadContext(isPartial: false));

    private bool Object(JsonNode node, JObject rules, ReadContext context)
    {
        bool isValid = true;
        var properties = rules["properties"] as JObject;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < node.Items.Count; i++)
        {
            string name = node.Names[i];
            if (!seen.Add(name))
            {
                isValid = Fail(context, "has a member twice");
            }
            else if (properties?[name] is { } schema)
            {
                context.Enter(name);
                isValid &= Validate(node.Items[i], schema, context);
                context.Leave();
            }
            else if (rules["additionalProperties"] is JValue { Value: false })
            {
                // Its name is the model's own, so it is not told.
                isValid = Fail(context, "has a member that is not in the schema");
            }
            else if (rules["additionalProperties"] is JObject others)
            {
                isValid &= Validate(node.Items[i], others, context);
            }
        }

        foreach (string? name in (rules["required"] as JArray ?? []).Values<string>().Where(name => !seen.Contains(name!)))
        {
            context.Fault(name!, "is missing");
            isValid = false;
        }

        return isValid;
    }

    private bool Array(JsonNode node, JObject rules, ReadContext context)
    {
        bool isValid = IsBetween(node.Items.Count, rules["minItems"], rules["maxItems"]) || Fail(context, "has too many or too few items");
        for (int i = 0; i < node.Items.Count && rules["items"] is { } item; i++)
        {
            context.Enter(i);
            isValid &= Validate(node.Items[i], item, context);
            context.Leave();
        }

        return isValid;
    }

    private bool Text(string text, JObject rules, ReadContext context)
    {
        bool isValid = IsBetween(TextPattern.Length(text), rules["minLength"], rules["maxLength"])
            || Fail(context, "is too long or too short");
        if (rules["pattern"] is JValue { Value: string pattern } && !TextPattern.IsMatch(Compiled(pattern), text))
        {
            isValid = Fail(context, "does not match the pattern");
        }

        return (rules["format"] is not JValue { Value: string format } || FormatCheck.IsValid(format, text)
            || Fail(context, $"does not have the format {format}")) && isValid;
    }

    private Regex Compiled(string pattern)
    {
        lock (patterns)
        {
            return patterns.TryGetValue(pattern, out Regex? regex) ? regex : patterns[pattern] = TextPattern.Compile(pattern);
        }
    }

    private static bool Number(string literal, JObject rules, ReadContext context)
    {
        if (!double.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || double.IsInfinity(value))
        {
            return Fail(context, "is out of range");
        }

        if ((double?)rules["minimum"] > value || (double?)rules["maximum"] < value
            || (double?)rules["exclusiveMinimum"] >= value || (double?)rules["exclusiveMaximum"] <= value)
        {
            return Fail(context, "is outside the allowed range");
        }

        return (decimal?)rules["multipleOf"] is not { } factor || factor == 0
            || !decimal.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact)
            || exact % factor == 0 || Fail(context, FormattableString.Invariant($"is not a multiple of {factor}"));
    }

    private static bool IsBetween(int count, JToken? minimum, JToken? maximum) => !(count < (int?)minimum || count > (int?)maximum);
}
