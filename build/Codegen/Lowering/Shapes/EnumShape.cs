using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Shapes;

/// <summary>A string with known values, open to others.</summary>
internal sealed class EnumShape(
    string pointer,
    NameOrigin origin,
    JObject schema,
    IEnumerable<EnumValue> values) : NamedShape(pointer, origin, schema)
{
    public List<EnumValue> Values { get; } = [.. values.DistinctBy(value => value.Value)];
}

/// <summary>A known value.</summary>
/// <param name="Value">The text in the JSON.</param>
/// <param name="Description">What the contract says of it.</param>
/// <param name="Name">The name of its C# member, once it has one.</param>
internal sealed record EnumValue(string Value, string? Description, string Name = "");
