using System.Globalization;
using System.Numerics;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Rules;

/// <summary>
/// <c>integer</c> → int, or long where format, bounds or values exceed it (<c>int64</c>, <c>unixtime</c>); <c>number</c> → double.
/// </summary>
/// <remarks>NSwag: <c>format: unixtime</c> becomes int, which ends in 2038.</remarks>
internal static class ChooseNumbers
{
    public static ScalarKind Choose(JObject schema)
    {
        if (schema["format"]?.Value<string>() is "int64" or "uint64" or "unixtime" or "unix-time" or "uint32")
        {
            return ScalarKind.Int64;
        }

        JToken?[] values = [schema["minimum"], schema["maximum"], schema["default"], schema["const"], .. schema["enum"] as JArray ?? []];
        return values.Any(ExceedsInt32) ? ScalarKind.Int64 : ScalarKind.Int32;
    }

    private static bool ExceedsInt32(JToken? bound) => bound switch
    {
        JValue { Value: BigInteger } => true,
        JValue { Type: JTokenType.Integer or JTokenType.Float } value =>
            Convert.ToDouble(value.Value, CultureInfo.InvariantCulture) is < int.MinValue or > int.MaxValue,
        _ => false,
    };
}
