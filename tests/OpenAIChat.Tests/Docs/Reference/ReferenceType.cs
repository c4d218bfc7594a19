using Microsoft.CodeAnalysis;

namespace OpenAIChat.Tests.Docs.Reference;

/// <summary>A type of the reference with those of its members that were written by hand.</summary>
/// <param name="Symbol">The type.</param>
/// <param name="Page">The page that it stands on.</param>
/// <param name="IsGenerated">Whether the rest of it is described by a page made of the contract.</param>
/// <param name="Members">The members.</param>
internal sealed record ReferenceType(INamedTypeSymbol Symbol, string Page, bool IsGenerated, IReadOnlyList<ISymbol> Members)
{
    public string Name => Symbol.Name;

    public string Anchor => Name.ToLowerInvariant();
}
