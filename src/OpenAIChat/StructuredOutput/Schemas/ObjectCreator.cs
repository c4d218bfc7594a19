using System.Diagnostics.CodeAnalysis;
using System.Runtime.Serialization;
using Newtonsoft.Json.Serialization;

namespace OpenAIChat.StructuredOutput;

/// <summary>Creates an object as Newtonsoft's serializer does: by the constructor that it would choose, then member by member.</summary>
/// <param name="contract">What Newtonsoft knows about the type.</param>
/// <param name="construct">Calls the constructor.</param>
/// <param name="defaults">What the constructor's parameters are when nothing is known of them yet.</param>
internal sealed class ObjectCreator(JsonContract contract, Func<object?[], object> construct, object?[] defaults)
{
    /// <summary>Creates an object.</summary>
    /// <param name="members">The members of its type.</param>
    /// <param name="values">What they hold; null for one of which nothing is known yet.</param>
    public object Create(IReadOnlyList<ObjectMember> members, object?[] values)
    {
        object?[] arguments = (object?[])defaults.Clone();
        for (int i = 0; i < values.Length; i++)
        {
            if (IsKnown(values[i]) && members[i].Parameter is { } parameter)
            {
                arguments[parameter] = ValueSchema.Unwrap(values[i]);
            }
        }

        object target = construct(arguments);
        Call(contract.OnDeserializingCallbacks, target);
        for (int i = 0; i < values.Length; i++)
        {
            if (IsKnown(values[i]) && members[i].Parameter is null)
            {
                members[i].Set!(target, ValueSchema.Unwrap(values[i]));
            }
        }

        Call(contract.OnDeserializedCallbacks, target);
        return target;
    }

    private static bool IsKnown([NotNullWhen(true)] object? value) => value is not null && !ReferenceEquals(value, ReadContext.NotRead);

    private static void Call(IList<SerializationCallback> callbacks, object target)
    {
        foreach (SerializationCallback callback in callbacks)
        {
            callback(target, new StreamingContext());
        }
    }
}
