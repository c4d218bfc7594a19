using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OpenAIChat.Tests.Docs;

public sealed partial class StructuredOutputGuideTests
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.Linq;
        global using System.Threading; global using System.Threading.Tasks;
        """;

    [Test]
    public void The_code_of_the_guide_is_a_program()
    {
        string guide = File.ReadAllText(Path.Combine(Repository.Root, "docs/guides/structured-output.md"));
        string code = string.Concat(Code().Matches(guide).Select(block => block.Groups[1].Value));

        Assert.That(Snippets.Faults(OutputKind.ConsoleApplication, [ImplicitUsings, StatementsFirst(code)]), Is.Empty);
    }

    // The guide shows types beside the statements that use them.
    private static string StatementsFirst(string code)
    {
        CompilationUnitSyntax unit = CSharpSyntaxTree.ParseText(code).GetCompilationUnitRoot();
        return unit.WithMembers([.. unit.Members.OrderBy(member => member is not GlobalStatementSyntax)]).ToFullString();
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();
}
