using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace OpenAIChat.StructuredOutput;

/// <summary>The constructor that Newtonsoft's serializer would call, with its parameters.</summary>
/// <param name="Construct">Calls it.</param>
/// <param name="Parameters">Its parameters; null in place of one that a contract resolver has made up.</param>
/// <param name="Defaults">What the parameters are when nothing is known of them.</param>
[RequiresUnreferencedCode(StructuredType.TrimWarning)]
internal sealed record ObjectConstructor(Func<object?[], object> Construct, IReadOnlyList<ParameterInfo?> Parameters, object?[] Defaults)
{
    /// <summary>Finds the constructor of a contract; null when the serializer would find none.</summary>
    public static ObjectConstructor? Of(JsonObjectContract contract)
    {
        if (contract.CreatorParameters.Count == 0 && contract.OverrideCreator is null)
        {
            return contract.DefaultCreator is { } create ? new ObjectConstructor(_ => create(), [], []) : null;
        }

        ConstructorInfo? constructor = Find(contract);
        Func<object?[], object>? construct = contract.OverrideCreator is { } creator
            ? arguments => creator(arguments)
            : constructor is not null ? constructor.Invoke
            : null;
        return construct is null ? null : new ObjectConstructor(
            construct,
            [.. contract.CreatorParameters.Select((_, i) => constructor?.GetParameters()[i])],
            [.. contract.CreatorParameters.Select((parameter, i) => Default(parameter.PropertyType!, constructor?.GetParameters()[i]))]);
    }

    private static ConstructorInfo? Find(JsonObjectContract contract)
    {
        ConstructorInfo[] all = contract.CreatedType.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        return all.FirstOrDefault(static constructor => constructor.IsDefined(typeof(JsonConstructorAttribute))) is { } marked
            && Fits(marked, contract)
            ? marked
            : all.Where(constructor => Fits(constructor, contract)).OrderByDescending(static constructor => constructor.IsPublic)
                .FirstOrDefault();
    }

    private static bool Fits(ConstructorInfo constructor, JsonObjectContract contract)
    {
        ParameterInfo[] parameters = constructor.GetParameters();
        return parameters.Length == contract.CreatorParameters.Count && parameters.Zip(
            contract.CreatorParameters, static (parameter, property) =>
                parameter.Name == property.UnderlyingName && parameter.ParameterType == property.PropertyType).All(static fits => fits);
    }

    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "A value type always has its default.")]
    private static object? Default(Type type, ParameterInfo? parameter) =>
        parameter is { HasDefaultValue: true, DefaultValue: { } value } ? type.IsEnum ? Enum.ToObject(type, value) : value
        : type.IsValueType && Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type) : null;
}
