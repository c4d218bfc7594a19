using System.Reflection;
using System.Text.RegularExpressions;

namespace Codegen.Lowering.CSharp;

/// <summary>The names that a generated class inherits from the runtime's base classes, read from their source.</summary>
internal static partial class RuntimeMembers
{
    private static readonly Dictionary<string, string[]> ByType = new(StringComparer.Ordinal);

    // What every class inherits.
    private static readonly string[] OfObject
        = ["Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    /// <summary>Gets the members of one of the runtime's base classes and of what it is derived from.</summary>
    public static IReadOnlyCollection<string> Of(params string[] types) => [.. OfObject, .. types.SelectMany(OfType)];

    private static string[] OfType(string type)
    {
        lock (ByType)
        {
            return ByType.TryGetValue(type, out string[]? known) ? known : ByType[type] = [.. Read(type)];
        }
    }

    private static IEnumerable<string> Read(string type)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{type}.cs")
            ?? throw new InvalidOperationException($"Codegen.csproj embeds no source of {type}.");
        using var reader = new StreamReader(stream);
        return [.. Declaration().Matches(Comments().Replace(reader.ReadToEnd(), "")).Select(match => match.Groups[1].Value)
            .Where(name => name != type)
            .Distinct()];
    }

    [GeneratedRegex(@"//.*")]
    private static partial Regex Comments();

    // The name before a parameter list, a getter, an initializer or the end of a field.
    [GeneratedRegex(@"^ {4}(?:(?:public|internal|protected|private|abstract|virtual|override|static|readonly|new|ref) )+[\w<>,.?\[\] ]*?\b(\w+)\s*(?:<[\w, ]+>)?\s*(?:\(|\{|=|;|$)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
