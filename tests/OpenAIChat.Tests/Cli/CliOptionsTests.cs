using OpenAIChat.Cli;

namespace OpenAIChat.Tests.Cli;

public sealed class CliOptionsTests
{
    [Test]
    public void Has_defaults()
    {
        CliOptions options = CliOptions.Parse([]);

        Assert.That(options.Model, Is.EqualTo("gpt-5.4"));
        Assert.That(options.Stream, Is.True);
        Assert.That(options.Prompt, Is.Null);
    }

    [Test]
    public void Reads_options_before_and_after_the_prompt()
    {
        CliOptions options = CliOptions.Parse(["--model", "m", "What", "is", "this?", "--system=Be brief.", "--no-stream", "--json"]);

        Assert.That(options, Has.Property("Model").EqualTo("m").And.Property("System").EqualTo("Be brief."));
        Assert.That(options, Has.Property("Stream").False.And.Property("Json").True);
        Assert.That(options.Prompt, Is.EqualTo("What is this?"));
    }

    [Test]
    public void Takes_everything_after_two_dashes_as_the_prompt() =>
        Assert.That(CliOptions.Parse(["--", "--model", "-h"]).Prompt, Is.EqualTo("--model -h"));

    [Test]
    public void Takes_a_single_dash_as_a_word() =>
        Assert.That(CliOptions.Parse(["1", "-", "1"]).Prompt, Is.EqualTo("1 - 1"));

    [TestCase("--modle", "Unknown option --modle. Try --help.")]
    [TestCase("--model", "--model needs a value. Try --help.")]
    [TestCase("--json=1", "--json takes no value. Try --help.")]
    public void Refuses_what_it_does_not_know(string argument, string message) =>
        Assert.That(() => CliOptions.Parse([argument]), Throws.TypeOf<CliException>().With.Message.EqualTo(message));
}
