using System.CommandLine;
using System.CommandLine.Help;
using System.Text.RegularExpressions;
using OpenAIChat.Cli;

namespace OpenAIChat.Tests.Docs;

/// <summary>The guide to the command line names options that there are, and all of them.</summary>
internal sealed partial class CommandLineGuideTests
{
    private static readonly string[] Named =
    [
        .. Options().Matches(File.ReadAllText(Path.Combine(Guide.Folder, "command-line.md"))).Select(static option => option.Groups[1].Value).Distinct(),
    ];

    private static readonly Option[] Known = [.. new CliCommand(static _ => Task.FromResult(0)).Command.Options];

    [Test]
    public void Every_option_that_is_shown_exists() => Assert.That(Named, Is.SubsetOf(Known.SelectMany(NamesOf)));

    [Test]
    public void Every_option_that_exists_is_shown() =>
        Assert.That(Known.Where(static option => option is not (HelpOption or VersionOption) && !NamesOf(option).Intersect(Named).Any()), Is.Empty);

    private static IEnumerable<string> NamesOf(Option option) => option.Aliases.Append(option.Name);

    [GeneratedRegex(@"(?<=openai-chat[^|\n]*) (--?[a-z][a-z-]*)")]
    private static partial Regex Options();
}
