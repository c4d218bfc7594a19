using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Rules;

/// <summary><c>const: a</c> and <c>enum: [a]</c> → one known value; <c>enum</c> with its descriptions → known values.</summary>
/// <remarks>NSwag: <c>const</c> is ignored, and a one-value enum becomes an enum type a property.</remarks>
internal static class ReadConstants
{
    public static IReadOnlyList<EnumValue> StringValuesOf(JObject schema)
    {
        var descriptions = schema["x-enum-descriptions"] ?? schema["x-enumDescriptions"];
        if (schema["const"] is JValue { Value: string constant })
        {
            return [new EnumValue(constant, Description(constant, 0) ?? schema["description"]?.Value<string>())];
        }

        return schema["enum"] is not JArray values
            ? []
            : [.. values.Select((value, index) => (value, index))
                .Where(entry => entry.value.Type == JTokenType.String)
                .Select(entry => new EnumValue((string)entry.value!, Description((string)entry.value!, entry.index)))];

        string? Description(string value, int index) => descriptions switch
        {
            JObject map => map[value]?.Value<string>(),
            JArray list when index < list.Count => list[index].Value<string>(),
            _ => null,
        };
    }
}
