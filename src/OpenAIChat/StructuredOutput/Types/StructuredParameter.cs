using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using Newtonsoft.Json;

namespace OpenAIChat.StructuredOutput;

/// <summary>A parameter of a function that a model calls.</summary>
/// <param name="Name">Its name in the JSON.</param>
/// <param name="Use">Its type.</param>
internal sealed record StructuredParameter(string Name, TypeUse Use)
{
    /// <summary>Gets whether it may be left out: null then stands for <see cref="DefaultValue"/>.</summary>
    public bool IsOptional { get; init; }

    public object? DefaultValue { get; init; }

    /// <summary>Gets what it is for.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// Gets its attributes: those of <c>System.ComponentModel.DataAnnotations</c>, <c>[Description]</c>, <c>[JsonSchema]</c>.
    /// </summary>
    public IReadOnlyList<Attribute> Attributes { get; init; } = [];

    /// <summary>Takes everything from a parameter of a method.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="name">Its name in the JSON; without it, that of <c>[JsonProperty]</c> or its own.</param>
    [RequiresUnreferencedCode(StructuredType.TrimWarning)]
    public static StructuredParameter Of(ParameterInfo parameter, string? name = null)
    {
        Attribute[] attributes = [.. parameter.GetCustomAttributes(inherit: true).OfType<Attribute>()];
        string? given = attributes.OfType<JsonPropertyAttribute>().FirstOrDefault()?.PropertyName;
        return new StructuredParameter(name ?? given ?? parameter.Name ?? "value", NullableAnnotations.Of(parameter, owner: null))
        {
            IsOptional = parameter.HasDefaultValue,
            DefaultValue = parameter.HasDefaultValue ? Default(parameter) : null,
            Attributes = attributes,
        };
    }

    /// <summary>Describes it to the model, its default included.</summary>
    public string? Describe()
    {
        string? @default = !IsOptional ? null : DefaultValue switch
        {
            null => "Default: null.",
            string text => $"Default: \"{text}\".",
            bool flag => flag ? "Default: true." : "Default: false.",
            IFormattable value => $"Default: {value.ToString(null, CultureInfo.InvariantCulture)}.",
            _ => null,
        };
        string?[] sentences = [Description, @default];
        string text2 = string.Join(" ", sentences.Where(static sentence => !string.IsNullOrWhiteSpace(sentence)));
        return text2.Length == 0 ? null : text2;
    }

    // A default of a value type other than a constant is told as null; an enum's as its number.
    [RequiresUnreferencedCode(StructuredType.TrimWarning)]
    private static object? Default(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        object? value = parameter.DefaultValue;
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return value is null
            ? type.IsValueType && plain == type ? Activator.CreateInstance(type) : null
            : plain.IsEnum ? Enum.ToObject(plain, value) : value;
    }
}
