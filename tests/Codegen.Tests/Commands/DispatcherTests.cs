namespace Codegen.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class DispatcherTests : IDisposable
{
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
    }

    [Test]
    public void Without_arguments_the_help_goes_to_the_error_stream()
    {
        int code = Run();

        Assert.That(code, Is.EqualTo(ExitCode.Usage));
        Assert.That(error.ToString(), Does.Contain("  echo  Repeats a word.\n"));
    }

    [Test]
    public void The_overall_help_names_every_command()
    {
        int code = Run("--help");

        Assert.That(code, Is.EqualTo(ExitCode.Ok));
        Assert.That(output.ToString(), Does.Contain("  echo  Repeats a word.\n"));
    }

    [Test]
    public void The_help_of_a_command_names_every_option()
    {
        int code = Run("echo", "--help");

        Assert.That(code, Is.EqualTo(ExitCode.Ok));
        Assert.That(output.ToString(), Does.Contain("  --times N  how often (required)\n  --loud     in capitals\n"));
    }

    [TestCase("error: unknown command 'say'; there are echo\n", "say")]
    [TestCase("error: unknown option '--twice'; see 'Codegen echo --help'\n", "echo", "a", "--times", "1", "--twice")]
    [TestCase("error: option '--times' lacks its value N; see 'Codegen echo --help'\n", "echo", "a", "--times")]
    [TestCase("error: option '--times' lacks its value N; see 'Codegen echo --help'\n", "echo", "a", "--times", "--loud")]
    [TestCase("error: option '--times' is missing; see 'Codegen echo --help'\n", "echo", "a")]
    [TestCase("error: option '--times' is given twice; see 'Codegen echo --help'\n", "echo", "--times", "1", "--times", "2")]
    [TestCase("error: option '--loud' takes no value; see 'Codegen echo --help'\n", "echo", "--loud=yes")]
    [TestCase("error: unexpected argument 'b'; see 'Codegen echo --help'\n", "echo", "a", "b", "--times", "1")]
    [TestCase("error: an argument is missing; see 'Codegen echo --help'\n", "echo", "--times", "1")]
    public void A_wrong_command_line_is_told_in_one_line(string message, params string[] args)
    {
        int code = Run(args);

        Assert.That(code, Is.EqualTo(ExitCode.Usage));
        Assert.That(error.ToString(), Is.EqualTo(message));
    }

    [TestCase("--times", "2")]
    [TestCase("--times=2")]
    public void A_value_may_follow_its_option_or_an_equals_sign(params string[] times)
    {
        int code = Run(["echo", "a", .. times]);

        Assert.That(code, Is.EqualTo(ExitCode.Ok));
        Assert.That(output.ToString(), Is.EqualTo("aa"));
    }

    [Test]
    public void A_fault_of_the_contract_is_told_in_one_line()
    {
        int code = Run("echo", "fault", "--times", "1");

        Assert.That(code, Is.EqualTo(ExitCode.Error));
        Assert.That(error.ToString(), Is.EqualTo("a.yaml(1,2): error: wrong (at #/x)\n"));
    }

    [Test]
    public void A_fault_of_the_tool_is_told_in_one_line()
    {
        int code = Run("echo", "a", "--times", "many");

        Assert.That(code, Is.EqualTo(ExitCode.Error));
        Assert.That(error.ToString(), Does.Match("^error: unexpected FormatException: .* at .*\n\\z"));
    }

    private int Run(params string[] args)
    {
        error.NewLine = "\n";
        return new Dispatcher([new Echo()]).Run(args, output, error);
    }

    private sealed class Echo : ICommand
    {
        private readonly CommandLine line = new(
            "Codegen echo WORD --times N [--loud]",
            "Repeats a word.",
            positionals: 1,
            new Option("--times", "N", "how often", IsRequired: true),
            new Option("--loud", null, "in capitals"));

        public string Name => "echo";

        public string Summary => "Repeats a word.";

        public string Help => line.Help;

        public int Run(string[] args, TextWriter output, TextWriter error)
        {
            Options options = line.Parse(args);
            if (options.Positionals[0] == "fault")
            {
                throw new ContractException("wrong", "#/x", new Position("a.yaml", 1, 2));
            }

            for (int i = 0; i < int.Parse(options["--times"], null); i++)
            {
                output.Write(options.Positionals[0]);
            }

            return ExitCode.Ok;
        }
    }
}
