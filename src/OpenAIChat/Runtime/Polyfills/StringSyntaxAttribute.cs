#if NETSTANDARD2_0
namespace System.Diagnostics.CodeAnalysis;

/// <summary>Tells editors which language a string holds.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Property)]
internal sealed class StringSyntaxAttribute(string syntax) : Attribute
{
    public const string Json = nameof(Json);

    public const string Regex = nameof(Regex);

    public const string Uri = nameof(Uri);

    public string Syntax { get; } = syntax;
}
#endif
