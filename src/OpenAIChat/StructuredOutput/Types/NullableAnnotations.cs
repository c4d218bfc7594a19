using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace OpenAIChat.StructuredOutput;

/// <summary>
/// Reads what the compiler has written down about nullable references: .NET Standard 2.0 has no <c>NullabilityInfoContext</c>.
/// </summary>
[RequiresUnreferencedCode(StructuredType.TrimWarning)]
internal static class NullableAnnotations
{
    private const string Attributes = "System.Runtime.CompilerServices.";
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private const byte Oblivious = 0;
    private const byte Annotated = 2;

    /// <summary>Describes the type of a property or field.</summary>
    /// <param name="member">The property or field.</param>
    /// <param name="owner">The use of the type that declares it or of one derived from it, for what its type arguments are.</param>
    public static TypeUse Of(MemberInfo member, TypeUse owner)
    {
        // The attributes speak of the type as it is declared, where a type parameter is still one.
        MemberInfo declared = Declared(member);
        Type open = declared is PropertyInfo property ? property.PropertyType : ((FieldInfo)declared).FieldType;
        Type closed = member is PropertyInfo closedProperty ? closedProperty.PropertyType : ((FieldInfo)member).FieldType;
        return Of(closed, open, declared.CustomAttributes, Context(declared.DeclaringType), Arguments(member.DeclaringType!, owner));
    }

    /// <summary>Describes the type of a parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="owner">The use of the type that declares the method; null for a method without type arguments.</param>
    public static TypeUse Of(ParameterInfo parameter, TypeUse? owner)
    {
        var method = parameter.Member as MethodBase;
        ParameterInfo declared = parameter;
        if (method is ConstructorInfo { DeclaringType.IsGenericType: true } constructor)
        {
            declared = constructor.DeclaringType!.GetGenericTypeDefinition().GetConstructors(Any)
                .FirstOrDefault(candidate => candidate.MetadataToken == constructor.MetadataToken)?.GetParameters()[parameter.Position]
                    ?? parameter;
        }

        byte context = Find(method?.CustomAttributes, "NullableContextAttribute")?.FirstOrDefault()
            ?? Context(parameter.Member.DeclaringType);
        IReadOnlyDictionary<string, TypeUse> arguments = owner is null
            ? new Dictionary<string, TypeUse>()
            : Arguments(parameter.Member.DeclaringType!, owner);
        return Of(parameter.ParameterType, declared.ParameterType, declared.CustomAttributes, context, arguments);
    }

    private static TypeUse Of(
        Type closed, Type open, IEnumerable<CustomAttributeData> attributes, byte context, IReadOnlyDictionary<string, TypeUse> arguments)
    {
        byte[] flags = Find(attributes, "NullableAttribute") ?? [context];
        int position = 0;
        TypeUse use = Read(closed, open, flags, ref position, arguments);
        bool isNullable = !closed.IsValueType && Allows(attributes) is { } allows ? allows : use.IsNullable;
        return use with { IsNullable = isNullable };
    }

    // One flag for each reference type and each generic value type, from the outside in; of a nullable value type only its argument counts.
    private static TypeUse Read(Type closed, Type open, byte[] flags, ref int position, IReadOnlyDictionary<string, TypeUse> arguments)
    {
        if (Nullable.GetUnderlyingType(closed) is { } value && Nullable.GetUnderlyingType(open) is { } openValue)
        {
            return Read(value, openValue, flags, ref position, arguments) with { IsNullable = true };
        }

        byte flag = open is { IsValueType: true, IsGenericType: false } ? Oblivious : flags.Length == 1 ? flags[0] : position < flags.Length
            ? flags[position++] : Oblivious;
        if (open.IsGenericParameter)
        {
            TypeUse use = arguments.TryGetValue(open.Name, out TypeUse? known) ? known : TypeUse.Of(closed);
            return flag == Annotated && !closed.IsValueType ? use with { IsNullable = true } : use;
        }

        var inner = new List<TypeUse>();
        Type[] openInner = open.IsArray ? [open.GetElementType()!] : open.GetGenericArguments();
        Type[] closedInner = closed.IsArray ? [closed.GetElementType()!] : closed.GetGenericArguments();
        for (int i = 0; i < openInner.Length; i++)
        {
            inner.Add(Read(closedInner[i], openInner[i], flags, ref position, arguments));
        }

        // Code without annotations says nothing of null, so null has to be expected.
        return new TypeUse(closed, !closed.IsValueType && flag is Annotated or Oblivious && !closed.IsValueType, inner);
    }

    private static bool? Allows(IEnumerable<CustomAttributeData> attributes)
    {
        foreach (CustomAttributeData attribute in attributes)
        {
            switch (attribute.AttributeType.FullName)
            {
                case "System.Diagnostics.CodeAnalysis.AllowNullAttribute":
                    return true;
                case "System.Diagnostics.CodeAnalysis.DisallowNullAttribute":
                case "System.ComponentModel.DataAnnotations.RequiredAttribute":
                    return false;
            }
        }

        return null;
    }

    private static byte Context(Type? type)
    {
        for (; type is not null; type = type.DeclaringType)
        {
            if (Find(type.CustomAttributes, "NullableContextAttribute") is [byte flag])
            {
                return flag;
            }
        }

        return Oblivious;
    }

    private static byte[]? Find(IEnumerable<CustomAttributeData>? attributes, string name)
    {
        CustomAttributeData? found = attributes?.FirstOrDefault(attribute => attribute.AttributeType.FullName == Attributes + name);
        return found?.ConstructorArguments[0].Value switch
        {
            byte one => [one],
            ReadOnlyCollection<CustomAttributeTypedArgument> all => [.. all.Select(static flag => (byte)flag.Value!)],
            _ => null,
        };
    }

    private static MemberInfo Declared(MemberInfo member) =>
        member.DeclaringType is { IsGenericType: true } type
            ? type.GetGenericTypeDefinition().GetMembers(Any).FirstOrDefault(candidate => candidate.MetadataToken == member.MetadataToken)
                ?? member
            : member;

    // What the type parameters of the declaring type stand for, as far as the use of the type knows it.
    private static Dictionary<string, TypeUse> Arguments(Type declaring, TypeUse owner)
    {
        var arguments = new Dictionary<string, TypeUse>();
        if (declaring.IsGenericType && owner.Type.IsGenericType
            && owner.Type.GetGenericTypeDefinition() == declaring.GetGenericTypeDefinition())
        {
            Type[] parameters = declaring.GetGenericTypeDefinition().GetGenericArguments();
            for (int i = 0; i < parameters.Length && i < owner.Arguments.Count; i++)
            {
                arguments[parameters[i].Name] = owner.Arguments[i];
            }
        }

        return arguments;
    }
}
