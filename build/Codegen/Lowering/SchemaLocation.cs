using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering;

/// <summary>A schema, where it stands in the contract, and what would name it.</summary>
/// <param name="Schema">The schema as written.</param>
/// <param name="Pointer">Its JSON pointer.</param>
/// <param name="Origin">Where its name comes from.</param>
/// <param name="Component">The component in which it is written.</param>
internal sealed record SchemaLocation(JObject Schema, string Pointer, NameOrigin Origin, string? Component)
{
    public SchemaLocation Below(string path, JToken schema, NameOrigin origin) =>
        new(AsObject(schema), $"{Pointer}/{path}", origin, Component);

    /// <summary>Gets a schema as an object: <c>true</c> stands for the schema that allows all.</summary>
    public static JObject AsObject(JToken? schema) => schema as JObject ?? [];
}
