using System.Collections.Concurrent;
using System.Reflection;
using Newtonsoft.Json;
using OpenAIChat.StructuredOutput;

namespace OpenAIChat;

/// <summary>
/// Options of structured output. Set them before the first use; share one object between calls, for it keeps the schemas made with it.
/// </summary>
public sealed class StructuredOutputOptions
{
    /// <summary>Gets or sets how Newtonsoft's serializer is set up: contract resolver, naming strategy, converters.</summary>
    /// <value>The default is Newtonsoft's own set-up; <see cref="JsonConvert.DefaultSettings"/> does not count.</value>
    public JsonSerializerSettings? SerializerSettings { get; set; }

    /// <summary>
    /// Gets the limits of the provider that are not checked, out of <see cref="ValidationRule"/>: for example <see
    /// cref="ValidationRule.SchemaDepth"/>.
    /// </summary>
    public ISet<string> DisabledLimits { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Gets or sets what describes a type, member or parameter that has no <c>[Description]</c>.</summary>
    public Func<ICustomAttributeProvider, string?>? Describe { get; set; }

    /// <summary>Gets or sets whether ranges, lengths, patterns and formats are part of the schema.</summary>
    /// <value>The default is <see langword="true"/>. Fine-tuned models refuse them.</value>
    /// <remarks>Answers are judged by them in either case.</remarks>
    public bool IncludeConstraints { get; set; } = true;

    /// <summary>Gets or sets the name of the response format.</summary>
    /// <value>The default is the name of the type.</value>
    public string? Name { get; set; }

    /// <summary>Gets or sets what the response format is for; the model reads it to decide how to answer.</summary>
    public string? Description { get; set; }

    /// <summary>Gets or sets what happens with servers that do not accept <c>json_schema</c>.</summary>
    /// <value>The default is <see cref="StructuredOutputFallback.None"/>.</value>
    public StructuredOutputFallback Fallback { get; set; }

    internal static StructuredOutputOptions Default { get; } = new();

    internal ConcurrentDictionary<Type, StructuredType> Types { get; } = new();

    internal ConcurrentDictionary<Type, object> Formats { get; } = new();
}
