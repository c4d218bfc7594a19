using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Shapes;

/// <summary>A string with known values, open to others.</summary>
internal sealed class EnumShape(string pointer, NameOrigin origin, JObject schema, IEnumerable<EnumValue> values) : NamedShape(pointer, origin, schema)
{
    public List<EnumValue> Values { get; } = [.. values.DistinctBy(value => value.Value)];
}

internal sealed record EnumValue(string Value, string? Description);
