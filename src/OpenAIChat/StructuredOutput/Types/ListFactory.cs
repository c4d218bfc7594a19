using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace OpenAIChat.StructuredOutput;

/// <summary>Creates lists of one type: arrays, lists, sets, immutable and read-only collections, and types of the user's own.</summary>
[RequiresUnreferencedCode(StructuredType.TrimWarning)]
[RequiresDynamicCode(StructuredType.TrimWarning)]
internal sealed class ListFactory
{
    private readonly Type itemType;
    private readonly Func<IList, object> convert;

    private ListFactory(Type itemType, Func<IList, object> convert)
    {
        this.itemType = itemType;
        this.convert = convert;
    }

    /// <summary>Finds how to make a list of a type; null when there is no way.</summary>
    public static ListFactory? Of(Type type, Type itemType)
    {
        Type list = typeof(List<>).MakeGenericType(itemType);
        if (type.IsArray)
        {
            return type.GetArrayRank() == 1 ? new ListFactory(itemType, items => ToArray(items, itemType)) : null;
        }

        if (type.IsAssignableFrom(list))
        {
            return new ListFactory(itemType, static items => items);
        }

        if (type.IsInterface || type.IsAbstract)
        {
            Type set = typeof(HashSet<>).MakeGenericType(itemType);
            return type.IsAssignableFrom(set)
                ? new ListFactory(itemType, items => Activator.CreateInstance(set, items)!)
                : Immutable(type, itemType);
        }

        return Immutable(type, itemType) ?? Filled(type, itemType) ?? Constructed(type, itemType, list);
    }

    /// <summary>Makes a list of items.</summary>
    public object Create(IReadOnlyList<object?> items)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(itemType))!;
        foreach (object? item in items)
        {
            list.Add(item);
        }

        return convert(list);
    }

    /// <summary>Determines whether the items of an existing list can be replaced.</summary>
    public static bool CanReplace(Type type, Type itemType) =>
        !type.IsArray && typeof(ICollection<>).MakeGenericType(itemType).IsAssignableFrom(type);

    /// <summary>Replaces the items of an existing list.</summary>
    public void Replace(object existing, IEnumerable items)
    {
        Type collection = typeof(ICollection<>).MakeGenericType(itemType);
        collection.GetMethod("Clear")!.Invoke(existing, null);
        Add(existing, collection, items);
    }

    private static Array ToArray(IList items, Type itemType)
    {
        var array = Array.CreateInstance(itemType, items.Count);
        items.CopyTo(array, 0);
        return array;
    }

    // ImmutableList<T> and its like: made by a static class of the same name.
    private static ListFactory? Immutable(Type type, Type itemType)
    {
        if (!type.IsGenericType || type.Namespace != "System.Collections.Immutable")
        {
            return null;
        }

        string name = type.Name.Substring(0, type.Name.IndexOf('`'));
        name = name == "IImmutableSet" ? "ImmutableHashSet" : type.IsInterface ? name.Substring(1) : name;
        MethodInfo? create = type.Assembly.GetType("System.Collections.Immutable." + name)?.GetMethods().FirstOrDefault(static method =>
            method is { Name: "CreateRange", IsGenericMethodDefinition: true }
                && method.GetParameters() is [{ ParameterType.Name: "IEnumerable`1" }]);
        MethodInfo? closed = create?.MakeGenericMethod(itemType);
        return closed is null ? null : new ListFactory(itemType, items => closed.Invoke(null, [items])!);
    }

    private static ListFactory? Filled(Type type, Type itemType)
    {
        Type collection = typeof(ICollection<>).MakeGenericType(itemType);
        ConstructorInfo? constructor = type.GetConstructor(Type.EmptyTypes);
        if (!collection.IsAssignableFrom(type) || (constructor is null && !type.IsValueType))
        {
            return null;
        }

        return new ListFactory(itemType, items =>
        {
            object result = Activator.CreateInstance(type)!;
            Add(result, collection, items);
            return result;
        });
    }

    private static ListFactory? Constructed(Type type, Type itemType, Type list)
    {
        ConstructorInfo? constructor = type.GetConstructors().FirstOrDefault(candidate =>
            candidate.GetParameters() is [{ ParameterType: var parameter }] && parameter.IsAssignableFrom(list)
                && typeof(IEnumerable<>).MakeGenericType(itemType).IsAssignableFrom(parameter));
        return constructor is null ? null : new ListFactory(itemType, items => constructor.Invoke([items]));
    }

    private static void Add(object target, Type collection, IEnumerable items)
    {
        if (target is IList list)
        {
            foreach (object? item in items)
            {
                list.Add(item);
            }

            return;
        }

        MethodInfo add = collection.GetMethod("Add")!;
        foreach (object? item in items)
        {
            add.Invoke(target, [item]);
        }
    }
}
