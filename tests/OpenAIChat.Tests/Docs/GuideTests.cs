using Microsoft.CodeAnalysis;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Docs;

/// <summary>The code of the guides compiles, and what needs no more than a server runs.</summary>
internal sealed class GuideTests
{
    private static IEnumerable<TestCaseData> Guides => Guide.Names.Select(static name => new TestCaseData(name).SetArgDisplayNames(name));

    [TestCaseSource(nameof(Guides))]
    public void The_code_of_a_guide_compiles_without_a_warning(string name) =>
        Assert.That(Snippets.Faults(OutputKind.DynamicallyLinkedLibrary, new GuideLibrary(Guide.Read(name)).Files()), Is.Empty);

    [TestCaseSource(nameof(Guides))]
    public async Task The_code_of_a_guide_runs(string name)
    {
        var guide = Guide.Read(name);
        var library = new GuideLibrary(guide);
        foreach (GuideBlock block in guide.Blocks.Where(static block => block.CanRun))
        {
            await using ChatServer server = await ChatServer.StartAsync();

            Assert.That(() => library.RunAsync(block, server), Throws.Nothing, block.Code);
        }
    }

    [Test]
    public void The_first_steps_can_be_pasted_one_below_the_other()
    {
        string program = string.Concat(Guide.Read("first-steps").Blocks.Select(static block => block.Code));
        // A program has its usings at the top.
        IEnumerable<string> lines = program.Split('\n').OrderBy(static line => !line.StartsWith("using OpenAIChat", StringComparison.Ordinal));

        Assert.That(Snippets.Faults(OutputKind.ConsoleApplication, [GuideLibrary.ImplicitUsings, string.Join('\n', lines)]), Is.Empty);
    }

    [Test]
    public void The_index_of_the_documents_lists_every_guide()
    {
        string index = File.ReadAllText(Path.Combine(Repository.Root, "docs", "README.md"));

        Assert.That(Guide.Names.Where(name => !index.Contains($"(guides/{name}.md)", StringComparison.Ordinal)), Is.Empty);
    }
}
