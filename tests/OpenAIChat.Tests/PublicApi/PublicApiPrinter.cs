using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OpenAIChat.Tests.PublicApi;

/// <summary>Prints what an assembly offers to its callers: one line for each type and member, always in the same order.</summary>
internal static class PublicApiPrinter
{
    // Attributes that a caller's compiler or editor acts on.
    private static readonly string[] Telling =
    [
        "ObsoleteAttribute", "FlagsAttribute", "EditorBrowsableAttribute", "CollectionBuilderAttribute", "ExperimentalAttribute",
        "OverloadResolutionPriorityAttribute",
        "RequiresUnreferencedCodeAttribute", "RequiresDynamicCodeAttribute", "NotNullWhenAttribute", "MaybeNullWhenAttribute",
        "StringSyntaxAttribute",
    ];

    // Longest first: what stands in one of them is printed without it, as in a file of code.
    private static readonly string[] Usings =
        ["System.Collections.Generic", "System.Threading.Tasks", "Newtonsoft.Json.Linq", "OpenAIChat.Testing", "System.Threading",
            "Newtonsoft.Json", "System.Net.Http", "OpenAIChat", "System"];

    private static readonly SymbolDisplayFormat Format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeVariance
            | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeParameters
            | SymbolDisplayMemberOptions.IncludeType
            | SymbolDisplayMemberOptions.IncludeRef
            | SymbolDisplayMemberOptions.IncludeConstantValue
            | SymbolDisplayMemberOptions.IncludeExplicitInterface,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeModifiers
            | SymbolDisplayParameterOptions.IncludeExtensionThis,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>Tells the framework an assembly was built for, as a project file names it.</summary>
    public static string FrameworkOf(string path)
    {
        string framework = (string)Load(path).GetAttributes()
            .First(attribute => attribute.AttributeClass!.Name == "TargetFrameworkAttribute").ConstructorArguments[0].Value!;
        string version = framework[(framework.IndexOf("=v", StringComparison.Ordinal) + 2)..];
        return (framework.StartsWith(".NETStandard", StringComparison.Ordinal) ? "netstandard" : "net") + version;
    }

    public static string Print(string path)
    {
        var text = new StringBuilder(string.Concat(Usings.Order(StringComparer.Ordinal).Select(space => $"using {space};\n"))).Append('\n');
        foreach (INamedTypeSymbol type in VisibleTypes(path).OrderBy(type => type.ToDisplayString(Format), StringComparer.Ordinal))
        {
            text.Append(Shorten(Header(type))).Append('\n');
            foreach (string member in MembersOf(type))
            {
                text.Append("    ").Append(Shorten(member)).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Returns the types that callers of an assembly see.</summary>
    public static IEnumerable<INamedTypeSymbol> VisibleTypes(string path) => TypesIn(Load(path).GlobalNamespace).Where(IsVisible);

    /// <summary>
    /// Returns the members of a type that callers see; the accessors of a property are told with it, nested types by themselves.
    /// </summary>
    public static IEnumerable<ISymbol> VisibleMembers(INamedTypeSymbol type) => type.GetMembers()
        .Where(member => IsVisible(member) && !member.IsImplicitlyDeclared
            && member is not INamedTypeSymbol and not IMethodSymbol { AssociatedSymbol: not null })
        .OrderBy(member => member.Name, StringComparer.Ordinal)
        .ThenBy(Line, StringComparer.Ordinal);

    private static string Shorten(string line) => Usings.Aggregate(
        Regex.Replace(line, @"default\([\w.]+\)", "default"),
        (text, space) => Regex.Replace(text, $@"(?<![\w.]){Regex.Escape(space)}\.(?=[A-Z]\w*(?![\w.])|\w+\.Unknown)", ""));

    private static IAssemblySymbol Load(string path)
    {
        string file = Path.GetFileName(path);
        MetadataReference library = MetadataReference.CreateFromFile(path);
        IEnumerable<MetadataReference> others = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(other => Path.GetFileName(other) != file)
            .Select(other => MetadataReference.CreateFromFile(other));
        return (IAssemblySymbol)CSharpCompilation.Create("reader", references: others.Append(library)).GetAssemblyOrModuleSymbol(library)!;
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(
        INamespaceOrTypeSymbol container) => container.GetMembers().SelectMany(member => member switch
    {
        INamedTypeSymbol type => TypesIn(type).Prepend(type),
        INamespaceSymbol space => TypesIn(space),
        _ => [],
    });

    private static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        && (symbol.ContainingType is null || IsVisible(symbol.ContainingType));

    private static IEnumerable<string> MembersOf(INamedTypeSymbol type) => VisibleMembers(type).Select(Line);

    private static string Header(INamedTypeSymbol type)
    {
        string[] bases =
        [
            .. type.BaseType is { SpecialType: SpecialType.None } parent ? [parent.ToDisplayString(Format)] : Array.Empty<string>(),
            .. type.Interfaces.Where(IsVisible).Select(one => one.ToDisplayString(Format)).Order(StringComparer.Ordinal),
        ];
        return $"{Attributes(type)}{SyntaxFacts.GetText(type.DeclaredAccessibility)} "
            + $"{Described(type)}{(bases.Length > 0 ? " : " : "")}{string.Join(", ", bases)}";
    }

    private static string Described(INamedTypeSymbol type) => type.IsExtension
        ? $"extension({type.ExtensionParameter!.ToDisplayString(Format)}) of {type.ContainingType.ToDisplayString(Format)}"
        : $"{Kind(type)} {type.ToDisplayString(Format)}";

    private static string Kind(INamedTypeSymbol type) => type.TypeKind switch
    {
        TypeKind.Class when type.IsStatic => "static class",
        TypeKind.Class when type.IsAbstract => "abstract class",
        TypeKind.Class when type.IsSealed => "sealed class",
        TypeKind.Struct => $"{(type.IsReadOnly ? "readonly " : "")}{(type.IsRefLikeType ? "ref " : "")}struct",
        TypeKind.Delegate => $"delegate {type.DelegateInvokeMethod!.ToDisplayString(Format)}",
        _ => type.TypeKind.ToString().ToLowerInvariant(),
    };

    private static string Line(ISymbol member) =>
        Attributes(member) + member.ToDisplayString(Format)
            + string.Concat(Parameters(member).Select(parameter => $" // {parameter.Name}: {Attributes(parameter).TrimEnd()}"));

    private static IEnumerable<IParameterSymbol> Parameters(ISymbol member) =>
        member is IMethodSymbol method ? method.Parameters.Where(parameter => Attributes(parameter).Length > 0) : [];

    private static string Attributes(ISymbol symbol) => string.Concat(symbol.GetAttributes()
        .Where(attribute => Telling.Contains(attribute.AttributeClass?.Name))
        .Select(attribute =>
            $"[{attribute.AttributeClass!.Name[..^"Attribute".Length]}({string.Join(", ", attribute.ConstructorArguments.Select(value => value.ToCSharpString()))})] ")
        .Order(StringComparer.Ordinal));
}
