using System.Diagnostics.CodeAnalysis;
using OpenAIChat.StructuredOutput;

namespace OpenAIChat;

/// <summary>
/// A schema, and what reads the answers that follow it: structured output for trimmed programs, and for types without a strict schema of
/// their own.
/// </summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class StructuredOutputFormat<T>
{
    /// <summary>Initializes a new instance.</summary>
    /// <param name="name">The name of the response format: letters, digits, underscores and hyphens, at most 64 characters.</param>
    /// <param name="schema">The strict JSON Schema.</param>
    /// <param name="read">Reads an answer, after it has been validated against the schema.</param>
    /// <param name="readPartial">Reads what is known of an answer while it is streamed; without it, the value appears when it is
    /// complete.</param>
    public StructuredOutputFormat(string name, JsonObject schema, Func<JsonObject, T> read, Func<JsonObject, T>? readPartial = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(read);
        Name = name;
        Schema = schema;
        Reader = new GivenAnswerReader<T>(schema, read, readPartial);
    }

    private StructuredOutputFormat(StructuredType type, StructuredOutputOptions options)
    {
        Name = options.Name ?? type.Name;
        Schema = type.Schema;
        Description = options.Description;
        Fallback = options.Fallback;
        Reader = new TypedAnswerReader<T>(type.Reader);
    }

    /// <summary>Gets the name of the response format.</summary>
    public string Name { get; }

    /// <summary>Gets the strict JSON Schema.</summary>
    public JsonObject Schema { get; }

    /// <summary>Gets what the response format is for; the model reads it to decide how to answer.</summary>
    public string? Description { get; init; }

    /// <summary>Gets what happens with servers that do not accept <c>json_schema</c>.</summary>
    public StructuredOutputFallback Fallback { get; init; }

    internal AnswerReader<T> Reader { get; }

    /// <summary>Creates the response format of a request.</summary>
    public ResponseFormatJsonSchema ToResponseFormat() =>
        new(new JsonSchemaFormat(Name) { Schema = Schema, Strict = true, Description = Description });

    /// <summary>Gets the format of a type, made once.</summary>
    [RequiresUnreferencedCode(StructuredType.TrimWarning)]
    [RequiresDynamicCode(StructuredType.TrimWarning)]
    internal static StructuredOutputFormat<T> Of(StructuredOutputOptions? options)
    {
        options ??= StructuredOutputOptions.Default;
        return options.Formats.TryGetValue(typeof(T), out object? known)
            ? (StructuredOutputFormat<T>)known
            : (StructuredOutputFormat<T>)options.Formats
                .GetOrAdd(typeof(T), new StructuredOutputFormat<T>(StructuredType.Of(typeof(T), options), options));
    }
}
