using Microsoft.Extensions.DependencyInjection;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.PublicApi;

/// <summary>The reference in docs/library says what the XML documentation says.</summary>
internal sealed class ReferenceTests
{
    private const string HowToAccept = "APPROVE=1 dotnet test tests/OpenAIChat.Tests --filter PublicApi";

    private static readonly string[] Assemblies =
    [
        typeof(ChatApi).Assembly.Location, typeof(ChatServer).Assembly.Location,
        typeof(ChatApiChatClientExtensions).Assembly.Location, typeof(ChatApiServiceCollectionExtensions).Assembly.Location,
    ];

    private static string Folder => Path.Combine(Repository.Root, "docs", "library");

    // The older build has no C# 14 extensions to describe, and the same documentation.
    [Test]
    public void The_reference_says_what_the_documentation_says()
    {
        Assume.That(PublicApiPrinter.FrameworkOf(typeof(ChatApi).Assembly.Location), Is.EqualTo("net10.0"));
        IReadOnlyDictionary<string, string> pages = new Docs.Reference.ReferencePages(Assemblies).Print();
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            Write(pages);
        }

        Assert.That(
            pages.Where(static page => !IsWritten(page.Key, page.Value)).Select(static page => page.Key),
            Is.Empty,
            $"These pages of docs/library are stale: {HowToAccept}");
        Assert.That(Directory.EnumerateFiles(Folder).Select(Path.GetFileName), Is.EquivalentTo(pages.Keys));
    }

    private static void Write(IReadOnlyDictionary<string, string> pages)
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        Directory.CreateDirectory(Folder);
        foreach ((string name, string text) in pages)
        {
            File.WriteAllText(Path.Combine(Folder, name), text);
        }
    }

    private static bool IsWritten(string name, string text) =>
        File.Exists(Path.Combine(Folder, name)) && File.ReadAllText(Path.Combine(Folder, name)).ReplaceLineEndings("\n") == text;
}
