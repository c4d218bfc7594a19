using System.Globalization;
using System.Numerics;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.StructuredOutput;

/// <summary>The schema of a number, whole or not, within the range of its type and of its annotations.</summary>
internal sealed class NumberSchema : ValueSchema
{
    private static readonly Dictionary<Type, (BigInteger Minimum, BigInteger Maximum)> Integers = new()
    {
        [typeof(sbyte)] = (sbyte.MinValue, sbyte.MaxValue),
        [typeof(byte)] = (byte.MinValue, byte.MaxValue),
        [typeof(short)] = (short.MinValue, short.MaxValue),
        [typeof(ushort)] = (ushort.MinValue, ushort.MaxValue),
        [typeof(int)] = (int.MinValue, int.MaxValue),
        [typeof(uint)] = (uint.MinValue, uint.MaxValue),
        [typeof(long)] = (long.MinValue, long.MaxValue),
        [typeof(ulong)] = (ulong.MinValue, ulong.MaxValue),
        [typeof(BigInteger)] = (0, -1),
    };

    private readonly Type type;
    private readonly ValueAnnotations annotations;
    private readonly bool isInteger;

    public NumberSchema(Type type, ValueAnnotations annotations)
    {
        this.type = type;
        this.annotations = annotations;
        isInteger = Integers.ContainsKey(type);
    }

    /// <summary>Determines whether values of a type are numbers that can be read without losing anything.</summary>
    public static bool IsNumber(Type type) =>
        Integers.ContainsKey(type) || type == typeof(double) || type == typeof(float) || type == typeof(decimal);

    public override JObject Write(SchemaDocument document)
    {
        var schema = new JObject { ["type"] = isInteger ? "integer" : "number" };
        decimal? minimum = annotations.Minimum;
        decimal? maximum = annotations.Maximum;
        if (isInteger && type != typeof(int) && type != typeof(long) && type != typeof(BigInteger))
        {
            // What a model can be kept from at once: 300 as a byte, -1 as an unsigned number.
            minimum = Math.Max(minimum ?? decimal.MinValue, (decimal)Integers[type].Minimum);
            maximum = type == typeof(uint) || type == typeof(ulong)
                ? maximum
                : Math.Min(maximum ?? decimal.MaxValue, (decimal)Integers[type].Maximum);
        }

        Bound(schema, annotations.MinimumIsExclusive && minimum == annotations.Minimum ? "exclusiveMinimum" : "minimum", minimum);
        Bound(schema, annotations.MaximumIsExclusive && maximum == annotations.Maximum ? "exclusiveMaximum" : "maximum", maximum);
        return schema;
    }

    protected override object? ReadValue(JsonNode node, ReadContext context)
    {
        if (!node.IsComplete)
        {
            return context.Fault("is incomplete");
        }

        if (node.Kind != JsonNodeKind.Number)
        {
            return context.Fault(isInteger ? "must be a whole number" : "must be a number");
        }

        object? value = isInteger ? ReadInteger(node.Text, context) : ReadReal(node.Text, context);
        return ReferenceEquals(value, ReadContext.NotRead) || IsWithinBounds(node.Text)
            ? value
            : context.Fault("is outside the range that its annotation allows");
    }

    private static void Bound(JObject schema, string keyword, decimal? bound)
    {
        if (bound is { } value)
        {
            // A whole bound is written without a fraction.
            schema[keyword] = value == decimal.Truncate(value) && Math.Abs(value) <= long.MaxValue
                ? new JValue((long)value)
                : new JValue(value);
        }
    }

    private object? ReadInteger(string literal, ReadContext context)
    {
        if (!JsonNumber.TryReadInteger(literal, out BigInteger value))
        {
            return context.Fault("must be a whole number");
        }

        if (type == typeof(BigInteger))
        {
            return value;
        }

        (BigInteger minimum, BigInteger maximum) = Integers[type];
        if (value < minimum || value > maximum)
        {
            return context.Fault($"is outside the range of {type.Name}");
        }

        return type == typeof(ulong) ? (ulong)value : Convert.ChangeType((long)value, type, CultureInfo.InvariantCulture);
    }

    private object? ReadReal(string literal, ReadContext context)
    {
        const NumberStyles Style = NumberStyles.Float;
        object? value = null;
        if (type == typeof(decimal))
        {
            value = decimal.TryParse(literal, Style, CultureInfo.InvariantCulture, out decimal number) ? number : null;
        }
        else if (type == typeof(float))
        {
            value = float.TryParse(literal, Style, CultureInfo.InvariantCulture, out float number) && !float.IsInfinity(number)
                ? number
                : null;
        }
        else
        {
            value = double.TryParse(literal, Style, CultureInfo.InvariantCulture, out double number) && !double.IsInfinity(number)
                ? number
                : null;
        }

        return value ?? context.Fault($"is outside the range of {type.Name}");
    }

    private bool IsWithinBounds(string literal)
    {
        if (annotations.Minimum is null && annotations.Maximum is null)
        {
            return true;
        }

        return decimal.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
            ? !(value < annotations.Minimum || (annotations.MinimumIsExclusive && value == annotations.Minimum)
                || value > annotations.Maximum || (annotations.MaximumIsExclusive && value == annotations.Maximum))
            // Beyond decimal's range a number is beyond every bound on its side.
            : literal[0] == '-' ? annotations.Minimum is null : annotations.Maximum is null;
    }
}
