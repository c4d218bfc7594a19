using System.Diagnostics.CodeAnalysis;

namespace OpenAIChat;

/// <summary>
/// Gives the strict schema of a member or a type by hand, where none can be made: for example where a converter reads it.
/// </summary>
/// <remarks>
/// The model's answer is validated against the schema, and Newtonsoft's serializer then reads it with the converters that apply there.
/// </remarks>
/// <param name="schema">The JSON Schema, which obeys the rules of strict schemas.</param>
[AttributeUsage(
    AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Struct
    | AttributeTargets.Enum | AttributeTargets.Interface,
    Inherited = false)]
public sealed class JsonSchemaAttribute([StringSyntax(StringSyntaxAttribute.Json)] string schema) : Attribute
{
    /// <summary>Gets the JSON Schema.</summary>
    public string Schema { get; } = schema;
}
