#if NETSTANDARD2_0
namespace System.Runtime.CompilerServices;

/// <summary>The parameter receives the source text of another argument.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class CallerArgumentExpressionAttribute(string parameterName) : Attribute
{
    public string ParameterName { get; } = parameterName;
}
#endif
