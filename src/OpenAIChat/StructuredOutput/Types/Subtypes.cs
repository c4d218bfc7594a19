using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace OpenAIChat.StructuredOutput;

/// <summary>The subtypes that an abstract type or interface declares.</summary>
[RequiresUnreferencedCode(StructuredType.TrimWarning)]
internal sealed class Subtypes
{
    private Subtypes(Type @base, IReadOnlyList<SubtypeAttribute> declared)
    {
        Base = @base;
        Declared = declared;
        Discriminator = @base.GetCustomAttribute<DiscriminatorAttribute>(inherit: false)?.Name ?? "type";
    }

    public Type Base { get; }

    public IReadOnlyList<SubtypeAttribute> Declared { get; }

    public string Discriminator { get; }

    /// <summary>
    /// Finds what a type declares, or else what its nearest base type or an interface declares about it; null when none does.
    /// </summary>
    public static Subtypes? Of(Type type)
    {
        for (Type? candidate = type; candidate is not null; candidate = candidate.BaseType)
        {
            if (DeclaredBy(candidate) is { } subtypes && (candidate == type || subtypes.ValueOf(type) is not null))
            {
                return subtypes;
            }
        }

        return type.GetInterfaces().Select(DeclaredBy).FirstOrDefault(subtypes => subtypes?.ValueOf(type) is not null);
    }

    /// <summary>Gets what a type itself declares; null when it declares nothing.</summary>
    public static Subtypes? DeclaredBy(Type type)
    {
        SubtypeAttribute[] declared = [.. type.GetCustomAttributes<SubtypeAttribute>(inherit: false)];
        return declared.Length == 0 ? null : new Subtypes(type, declared);
    }

    public Type? TypeOf(string? value) => Declared.FirstOrDefault(subtype => subtype.Value == value)?.Type;

    public string? ValueOf(Type type) => Declared.FirstOrDefault(subtype => subtype.Type == type)?.Value;
}
