using System.Text.RegularExpressions;

namespace OpenAIChat.Tests.Docs;

/// <summary>A page of docs/guides with its code.</summary>
internal sealed partial record Guide(string Name, IReadOnlyList<GuideBlock> Blocks)
{
    public static string Folder => Path.Combine(Repository.Root, "docs", "guides");

    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder, "*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!;

    public static Guide Read(string name)
    {
        string page = File.ReadAllText(Path.Combine(Folder, name + ".md"));
        return new Guide(name, [.. Fences().Matches(page)
            .Select(static (fence, index) => new GuideBlock(index, fence.Groups["code"].Value, !fence.Groups["not"].Success))]);
    }

    // A comment, which readers do not see, tells the blocks that need more than a chat server.
    [GeneratedRegex("(?<not><!-- compiled, not run: .* -->\n)?```csharp\n(?<code>(.|\n)*?)```")]
    private static partial Regex Fences();
}

/// <summary>A block of C# in a guide.</summary>
/// <param name="Index">Its number on the page.</param>
/// <param name="Code">The code.</param>
/// <param name="CanRun">Whether it needs nothing but a chat server.</param>
internal sealed record GuideBlock(int Index, string Code, bool CanRun);
