using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace OpenAIChat.Tests.Docs;

public sealed partial class ReadmeTests
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using "
            + "System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    [Test]
    public void Every_line_of_code_in_the_readme_is_compiled()
    {
        var compiled = File.ReadLines(Path.Combine(Repository.Root, "tests/OpenAIChat.Tests/Docs/ReadmeExamples.cs"))
            .Select(line => line.Trim())
            .ToHashSet();
        var shown = Code().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md")))
            .SelectMany(block => block.Groups[1].Value.Split('\n'))
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && line != "using OpenAIChat;"
                && !line.StartsWith("using var chat = new ChatApi();", StringComparison.Ordinal));

        Assert.That(shown.Where(line => !compiled.Contains(line)), Is.Empty);
    }

    [Test]
    public void The_code_of_the_readme_is_a_program()
    {
        string program = string.Concat(
            Code().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).Select(block => block.Groups[1].Value));

        Assert.That(Snippets.Faults(OutputKind.ConsoleApplication, [ImplicitUsings, program]), Is.Empty);
    }

    [Test]
    public void The_readme_is_short() =>
        Assert.That(File.ReadAllLines(Path.Combine(Repository.Root, "README.md")), Has.Length.LessThanOrEqualTo(150));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();
}
