using System.Text.RegularExpressions;
using Codegen.Docs;
using Codegen.Lowering;
using Codegen.Tests.Lowering;

namespace Codegen.Tests.Docs;

/// <summary>No HTML and no Markdown of a contract takes effect in the reference pages.</summary>
public sealed partial class HostileProseTests
{
    private static readonly Lazy<string> Pages = new(() => string.Join('\n', ReferencePages.Print(
        ContractDocument.Parse("hostile.json", HostileContract.Document.ToString()), new LoweringConfig(), null).Values));

    [TestCase(@"(?<!\\)<script", TestName = "No element begins")]
    [TestCase(@"(?<!\\)<img", TestName = "No image element begins")]
    [TestCase(@"(?<!\\)<b>", TestName = "No formatting element begins")]
    [TestCase(@"(?<!\\)<!--(?! Written)", TestName = "No comment begins")]
    [TestCase(@"(?<!\\)<https:", TestName = "No address in angles is a link")]
    [TestCase(@"(?<!\\)\[[^\]\n]*(?<!\\)\]\((?:javascript|https?):", TestName = "No link begins")]
    [TestCase(@"^ {0,3}\[[^\]\n]+(?<!\\)\]:", TestName = "No reference is defined")]
    [TestCase(@"^ {0,3}#+ PwnedHeading", TestName = "No heading begins")]
    [TestCase(@"^(?:=+|-+)\s*$", TestName = "No line above becomes a heading")]
    [TestCase(@"^ {0,3}\| PwnedCell", TestName = "No row of a table begins")]
    [TestCase(@"^```(?!csharp$|$)", TestName = "No other fence begins")]
    public void Nothing_of_the_contract_takes_effect(string pattern)
    {
        string text = CodeSpans().Replace(Fences().Replace(Pages.Value, ""), "");

        Assert.That(Regex.Matches(text, pattern, RegexOptions.Multiline).Select(match => match.Value), Is.Empty);
    }

    [Test]
    public void A_code_block_holds_nothing_of_a_text_that_could_end_it()
    {
        string[] fences = [.. Pages.Value.Split('\n').Where(line => line.TrimStart().StartsWith("```", StringComparison.Ordinal))];

        Assert.That(fences.Where((_, index) => index % 2 == 0), Is.All.EqualTo("```csharp"));
        Assert.That(fences.Where((_, index) => index % 2 == 1), Is.All.EqualTo("```"));
    }

    // What the pages themselves show as code.
    [GeneratedRegex(@"^```csharp\n.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"(?<![`\\])(`+)(?!`)[^\n]*?(?<!`)\1(?!`)")]
    private static partial Regex CodeSpans();
}
