using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>
/// A number that no .NET type prints as it was read (<c>1e2</c>, <c>-0</c>, forty digits): holds the nearest double, writes the literal.
/// </summary>
internal sealed class ExactNumber(string literal) : JValue(Approximate(literal))
{
    public string Literal => literal;

    [RequiresUnreferencedCode("Converters may use reflection; there are none here.")]
    [RequiresDynamicCode("Converters may use reflection; there are none here.")]
    public override void WriteTo(JsonWriter writer, params JsonConverter[] converters)
    {
        // A tree of tokens has no place for a literal: it would hold it as raw text that is no number.
        if (writer is JTokenWriter)
        {
            writer.WriteValue(Value);
        }
        else
        {
            writer.WriteRawValue(literal);
        }
    }

    public override string ToString() => literal;

    public static double Approximate(string literal)
    {
        // .NET Framework throws where newer ones return infinity.
        try
        {
            return double.Parse(literal, NumberStyles.Float, CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            return literal[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }
    }
}
