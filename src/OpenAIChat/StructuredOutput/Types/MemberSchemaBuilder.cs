using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace OpenAIChat.StructuredOutput;

/// <summary>Creates the members of an object's schema: what Newtonsoft's serializer sets, by the constructor or one by one.</summary>
[RequiresUnreferencedCode(StructuredType.TrimWarning)]
[RequiresDynamicCode(StructuredType.TrimWarning)]
internal sealed class MemberSchemaBuilder(SchemaBuilder builder, JsonObjectContract contract, ObjectConstructor constructor, TypeUse owner)
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Creates the members, in the order in which the serializer knows them.</summary>
    public IEnumerable<ObjectMember> Build()
    {
        var taken = new HashSet<int>();
        foreach (JsonProperty property in contract.Properties)
        {
            int parameter = ParameterOf(property);
            taken.Add(parameter);
            if (!property.Ignored && Member(property, parameter) is { } member)
            {
                yield return member;
            }
        }

        // What the constructor takes is read, whether there is a property of the name or not.
        for (int i = 0; i < contract.CreatorParameters.Count; i++)
        {
            if (!taken.Contains(i))
            {
                yield return Create(contract.CreatorParameters[i], i, null, set: null);
            }
        }
    }

    private int ParameterOf(JsonProperty property)
    {
        for (int i = 0; i < contract.CreatorParameters.Count; i++)
        {
            JsonProperty parameter = contract.CreatorParameters[i];
            if (string.Equals(parameter.UnderlyingName, property.UnderlyingName, StringComparison.OrdinalIgnoreCase)
                && parameter.PropertyType == property.PropertyType)
            {
                return i;
            }
        }

        return -1;
    }

    private ObjectMember? Member(JsonProperty property, int parameter)
    {
        if (parameter >= 0)
        {
            return Create(property, parameter, property.AttributeProvider, set: null);
        }

        if (property is { Writable: true, ValueProvider: { } values })
        {
            return Create(property, -1, property.AttributeProvider, (target, value) =>
            {
                values.SetValue(target, value);
                property.SetIsSpecified?.Invoke(target, true);
            });
        }

        return IsFilled(property) ? Create(property, -1, property.AttributeProvider, Fill(property)) : null;
    }

    private ObjectMember Create(JsonProperty property, int parameter, IAttributeProvider? attributes, Action<object, object?>? set)
    {
        JsonProperty? taken = parameter >= 0 ? contract.CreatorParameters[parameter] : null;
        ParameterInfo? info = parameter >= 0 ? constructor.Parameters[parameter] : null;
        MemberInfo? member = attributes is null ? null : Find(property);
        string name = taken is not null && taken.AttributeProvider?.GetAttributes(typeof(JsonPropertyAttribute), true).Count > 0
            ? taken.PropertyName! : property.PropertyName!;
        var annotations = ValueAnnotations.Of(attributes?.GetAttributes(true), taken?.AttributeProvider?.GetAttributes(true));

        TypeUse use = member is not null
            ? NullableAnnotations.Of(member, owner)
            : info is not null ? NullableAnnotations.Of(info, owner)
            : TypeUse.Of(property.PropertyType!);
        // What a get-only property holds can be filled, but not replaced by null.
        if (property.Required is Required.Always or Required.DisallowNull || (parameter < 0 && !property.Writable))
        {
            use = use with { IsNullable = false };
        }

        string place = $"{owner.Type.Name}.{property.UnderlyingName ?? name}";
        ValueSchema schema = builder.Build(use, annotations, property.Converter ?? taken?.Converter, property.ItemConverter, place);
        string? description = annotations.Description ?? Described(member) ?? Described(info);
        return new ObjectMember(name, schema, description)
        {
            Parameter = parameter >= 0 ? parameter : null,
            Set = set,
            Get = property is { Readable: true, ValueProvider: { } values } ? values.GetValue : null,
        };
    }

    private string? Described(ICustomAttributeProvider? provider) => provider is null ? null : builder.Options.Describe?.Invoke(provider);

    private static MemberInfo? Find(JsonProperty property) =>
        property.DeclaringType?.GetMember(property.UnderlyingName ?? "", MemberTypes.Property | MemberTypes.Field, Any).FirstOrDefault();

    // Newtonsoft adds to what a get-only property holds; a property that computes its value is none of those.
    private bool IsFilled(JsonProperty property) =>
        property is { Readable: true, PropertyType: { IsValueType: false } type } && property.DeclaringType is { } declaring
        && declaring.GetField($"<{property.UnderlyingName}>k__BackingField", Any)?.IsDefined(typeof(CompilerGeneratedAttribute)) == true
        && builder.Serializer.ContractResolver.ResolveContract(type) switch
        {
            JsonArrayContract { CollectionItemType: { } item } => ListFactory.CanReplace(type, item) && !IsReadOnly(type),
            JsonObjectContract @object =>
                type != typeof(object) && @object.CreatorParameters.Count == 0 && @object.Converter is null
                && ObjectConstructor.Of(@object) is not null,
            _ => false,
        };

    private static bool IsReadOnly(Type type) =>
        type.Namespace == "System.Collections.Immutable"
            || type.FullName?.StartsWith("System.Collections.ObjectModel.ReadOnly", StringComparison.Ordinal) == true;

    private Action<object, object?> Fill(JsonProperty property) => (target, value) =>
    {
        object existing = property.ValueProvider!.GetValue(target)
            ?? throw new JsonSerializationException("A get-only property holds null.");
        JsonContract held = builder.Serializer.ContractResolver.ResolveContract(property.PropertyType!);
        if (value is IEnumerable items && held is JsonArrayContract { CollectionItemType: { } item })
        {
            ListFactory.Of(typeof(List<>).MakeGenericType(item), item)!.Replace(existing, items);
        }
        else if (value is not null && held is JsonObjectContract inner)
        {
            foreach (JsonProperty member in inner.Properties.Where(static member => !member.Ignored && member.Writable && member.Readable))
            {
                member.ValueProvider!.SetValue(existing, member.ValueProvider.GetValue(value));
            }
        }
    };
}
