using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Codegen;

/// <summary>The least or the most that a number, a length or a count may be.</summary>
/// <param name="Value">The bound, as it stands in the contract.</param>
/// <param name="IsExclusive">Whether the bound itself is not allowed.</param>
internal sealed record Bound(JValue Value, bool IsExclusive)
{
    public double Number => (double)Value;

    /// <summary>Gets the bound that a keyword such as <c>minimum</c> sets, if any.</summary>
    /// <remarks>Spec: in 3.0 <c>exclusiveMinimum</c> is a flag beside <c>minimum</c>, in 3.1 it is the bound itself.</remarks>
    public static Bound? Of(JObject schema, string keyword)
    {
        JToken? exclusive = schema["exclusive" + char.ToUpperInvariant(keyword[0]) + keyword[1..]];
        return IsNumber(exclusive) ? new Bound((JValue)exclusive!, IsExclusive: true)
            : IsNumber(schema[keyword]) ? new Bound((JValue)schema[keyword]!, exclusive is JValue { Value: true })
            : null;
    }

    public static bool IsNumber(JToken? value) => value is JValue { Type: JTokenType.Integer or JTokenType.Float };

    /// <summary>Gets the number without needless zeros.</summary>
    public override string ToString() =>
        Value.Value is decimal exact
            ? exact.ToString("G29", CultureInfo.InvariantCulture)
            : Convert.ToString(Value.Value, CultureInfo.InvariantCulture)!;
}
