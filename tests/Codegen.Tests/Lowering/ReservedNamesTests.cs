using System.Text.RegularExpressions;
using Codegen.Lowering.CSharp;
using Newtonsoft.Json.Linq;

using OpenAIChat;

namespace Codegen.Tests.Lowering;

/// <summary>No schema takes the name of a type that the runtime uses, whatever the runtime comes to use.</summary>
public partial class ReservedNamesTests
{
    private static readonly string[] Namespaces =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Text", "System.Threading",
            "System.Threading.Tasks"];

    [Test]
    public void Every_library_type_that_the_runtime_names_is_reserved()
    {
        var library = new[] { typeof(object), typeof(Enumerable), typeof(HttpClient), typeof(Uri), typeof(Stack<>), typeof(JToken) }
            .SelectMany(type => type.Assembly.GetExportedTypes())
            .Where(type => !type.IsNested
                && (Namespaces.Contains(type.Namespace) || type.Namespace!.StartsWith("Newtonsoft.Json", StringComparison.Ordinal)))
            .Select(type => type.Name.Split('`')[0])
            .ToHashSet();

        IEnumerable<string> named = RuntimeSources().SelectMany(source => Word().Matches(source).Select(match => match.Value))
            .Where(library.Contains)
            .Distinct();

        Assert.That(named.Where(name => !ReservedNames.Contains(name)), Is.Empty);
    }

    [Test]
    public void Every_public_type_of_the_runtime_is_reserved()
    {
        IEnumerable<string> declared = RuntimeSources().Where(
            source => source.Contains("\nnamespace OpenAIChat;", StringComparison.Ordinal))
            .SelectMany(source => Declaration().Matches(source).Select(match => match.Groups[1].Value));

        Assert.That(declared.Where(name => !ReservedNames.Contains(name)), Is.Empty);
    }

    [Test]
    public void Every_type_of_the_runtime_that_the_templates_name_is_reserved()
    {
        string templates = string.Concat(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "generator-config", "templates")).Select(File.ReadAllText));
        IEnumerable<string> declared = RuntimeSources().SelectMany(
            source => AnyDeclaration().Matches(source).Select(match => match.Groups[1].Value)).Distinct();

        IEnumerable<string> named = declared.Where(name => Regex.IsMatch(templates, $@"\b{name}\b"));

        Assert.That(named, Is.SupersetOf(new[] { "JsonModel", "LazyMember" }));
        Assert.That(named.Where(name => !ReservedNames.Contains(name)), Is.Empty);
    }

    private static IEnumerable<string> RuntimeSources() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "OpenAIChat", "Runtime"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("Polyfills", StringComparison.Ordinal))
            .Select(file => NoCode().Replace(File.ReadAllText(file), ""));

    [GeneratedRegex(@"//.*|""(\\.|[^""\\\n])*""")]
    private static partial Regex NoCode();

    [GeneratedRegex(@"(?<![.\w])[A-Z]\w*(?=[\s.<(,;)?>\[])")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(?:public|internal) .*?(?:class|struct|interface|enum|delegate \w+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex AnyDeclaration();

    [GeneratedRegex(@"^public .*?(?:class|struct|interface|enum|delegate \w+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
