using System.Diagnostics.CodeAnalysis;
using OpenAIChat.StructuredOutput;

namespace OpenAIChat;

/// <summary>
/// Makes strict JSON Schemas of .NET types: what Newtonsoft's serializer reads into them, as the API demands it of <c>strict: true</c>.
/// </summary>
public static class StrictJsonSchema
{
    /// <summary>Gets the schema of a type; it is made once.</summary>
    /// <typeparam name="T">The type. A list, a number or anything else that is no object is wrapped into an object with one
    /// member.</typeparam>
    /// <param name="options">How the schema is made.</param>
    /// <exception cref="StrictJsonSchemaException">The type has no strict schema; the exception names every member at fault.</exception>
    [RequiresUnreferencedCode(StructuredType.TrimWarning)]
    [RequiresDynamicCode(StructuredType.TrimWarning)]
    public static JsonObject For<T>(StructuredOutputOptions? options = null) => StructuredType.Of(typeof(T), options).Schema;

    /// <summary>Gets the schema of a type; it is made once.</summary>
    /// <param name="type">The type. A list, a number or anything else that is no object is wrapped into an object with one member.</param>
    /// <param name="options">How the schema is made.</param>
    /// <exception cref="StrictJsonSchemaException">The type has no strict schema; the exception names every member at fault.</exception>
    [RequiresUnreferencedCode(StructuredType.TrimWarning)]
    [RequiresDynamicCode(StructuredType.TrimWarning)]
    public static JsonObject For(Type type, StructuredOutputOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        return StructuredType.Of(type, options).Schema;
    }
}
