using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using OpenAIChat.StructuredOutput;

namespace OpenAIChat;

/// <summary>Makes response formats: <c>ResponseFormat.JsonSchema(…)</c>, or before C# 14 <c>ResponseFormats.JsonSchema(…)</c>.</summary>
public static class ResponseFormats
{
    extension(ResponseFormat)
    {
        /// <summary>Creates the format of JSON that follows a schema.</summary>
        /// <param name="name">Name of the format: letters, digits, underscores and hyphens, at most 64 characters.</param>
        /// <param name="schema">The JSON Schema, as a <see cref="JsonObject"/> or a <c>JObject</c>.</param>
        /// <param name="strict">Whether the answer keeps to the schema exactly.</param>
        /// <param name="description">What the format is for; the model decides by it how to answer.</param>
        [OverloadResolutionPriority(1)]
        public static ResponseFormatJsonSchema JsonSchema(string name, JsonObject schema, bool? strict = null, string? description = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            ArgumentNullException.ThrowIfNull(schema);
            return new ResponseFormatJsonSchema(new JsonSchemaFormat(name) { Schema = schema, Strict = strict, Description = description });
        }

        /// <summary>Creates the format of JSON that follows a schema.</summary>
        /// <param name="name">Name of the format: letters, digits, underscores and hyphens, at most 64 characters.</param>
        /// <param name="schema">The text of the JSON Schema.</param>
        /// <param name="strict">Whether the answer keeps to the schema exactly.</param>
        /// <param name="description">What the format is for; the model decides by it how to answer.</param>
        public static ResponseFormatJsonSchema JsonSchema(
            string name, [StringSyntax(StringSyntaxAttribute.Json)] string schema, bool? strict = null, string? description = null) =>
            JsonSchema(name, OpenAIChat.JsonObject.Parse(schema), strict, description);

        /// <summary>Creates the format of JSON that follows a schema.</summary>
        /// <param name="name">Name of the format: letters, digits, underscores and hyphens, at most 64 characters.</param>
        /// <param name="schema">The JSON Schema, written as an anonymous object.</param>
        /// <param name="strict">Whether the answer keeps to the schema exactly.</param>
        /// <param name="description">What the format is for; the model decides by it how to answer.</param>
        [RequiresUnreferencedCode("Looks at the properties of the object at run time. Use JSON text or a JObject in trimmed programs.")]
        [RequiresDynamicCode(
            "Looks at the properties of the object at run time. Use JSON text or a JObject in programs compiled ahead of time.")]
        public static ResponseFormatJsonSchema JsonSchema(string name, object schema, bool? strict = null, string? description = null) =>
            JsonSchema(name, OpenAIChat.JsonObject.FromObject(schema), strict, description);

        /// <summary>Creates the format of JSON that follows the strict schema of a type.</summary>
        /// <typeparam name="T">The type.</typeparam>
        /// <param name="options">How the schema is made.</param>
        /// <exception cref="StrictJsonSchemaException">The type has no strict schema; the exception names every member at
        /// fault.</exception>
        [RequiresUnreferencedCode(StructuredType.TrimWarning)]
        [RequiresDynamicCode(StructuredType.TrimWarning)]
        public static ResponseFormatJsonSchema JsonSchema<T>(StructuredOutputOptions? options = null) =>
            StructuredOutputFormat<T>.Of(options).ToResponseFormat();
    }
}
