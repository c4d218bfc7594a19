namespace OpenAIChat.StructuredOutput;

/// <summary>A type where it is used, with what the nullable annotations say about it and about its arguments.</summary>
/// <param name="Type">The type; of a nullable value type, the value type.</param>
/// <param name="IsNullable">Whether null is a value of it.</param>
/// <param name="Arguments">The type arguments, or the one element type of an array.</param>
internal sealed record TypeUse(Type Type, bool IsNullable, IReadOnlyList<TypeUse> Arguments)
{
    /// <summary>Takes a type of which nothing more is known, for example the one that the caller asks for.</summary>
    public static TypeUse Of(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value
            ? Of(value) with { IsNullable = true }
            : new TypeUse(type, false, type.IsArray ? [Of(type.GetElementType()!)] : [.. type.GetGenericArguments().Select(Of)]);
}
