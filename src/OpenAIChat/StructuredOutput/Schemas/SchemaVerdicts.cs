using System.Runtime.CompilerServices;

namespace OpenAIChat.StructuredOutput;

/// <summary>What has been found wrong with schemas, so that each is judged once, however often it is sent.</summary>
internal static class SchemaVerdicts
{
    private static readonly ConditionalWeakTable<JsonObject, IReadOnlyList<SchemaFault>> Known = new();

    /// <summary>Judges a schema.</summary>
    public static IReadOnlyList<SchemaFault> Of(JsonObject schema) =>
        Known.TryGetValue(schema, out IReadOnlyList<SchemaFault>? faults)
            ? faults
            : Known.GetValue(schema, static schema => StrictSchemaRules.Check(schema.ToJObject()));

    /// <summary>Takes a schema for good: it was judged when it was made.</summary>
    public static JsonObject Accept(JsonObject schema)
    {
        Known.GetValue(schema, static _ => []);
        return schema;
    }
}
