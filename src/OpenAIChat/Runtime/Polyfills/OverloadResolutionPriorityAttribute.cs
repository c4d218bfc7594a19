#if !NET9_0_OR_GREATER
namespace System.Runtime.CompilerServices;

/// <summary>Makes one overload win over another that is as good.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property, Inherited = false)]
internal sealed class OverloadResolutionPriorityAttribute(int priority) : Attribute
{
    public int Priority { get; } = priority;
}
#endif
