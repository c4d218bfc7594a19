using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Emission;

/// <summary>Writes an open enum as a string with its known values; NSwag reads their names from <c>x-enumNames</c>.</summary>
internal static class EnumSchema
{
    public static JObject Of(EnumShape shape) => new()
    {
        ["type"] = "string",
        ["enum"] = new JArray(shape.Values.Select(value => value.Value)),
        ["x-enumNames"] = new JArray(shape.Values.Select(value => value.Name)),
        ["x-cs-kind"] = "enum",
        ["x-cs-values"] = new JArray(shape.Values.Select(value => new JArray(XmlDocs.Whole(
            value.Description,
            string.IsNullOrWhiteSpace(value.Value) ? "A text without a word." : $"The value `{value.Value.Replace('`', '\'')}`.")))),
    };
}
