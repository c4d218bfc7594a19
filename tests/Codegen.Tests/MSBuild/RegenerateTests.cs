namespace Codegen.Tests.MSBuild;

/// <summary>The script for people and for CI.</summary>
[TestFixture]
[Category("MSBuild")]
[Platform(Exclude = "Win", Reason = "there it is regenerate.cmd")]
public sealed class RegenerateTests
{
    private readonly Checkout checkout = SharedCheckout.Instance;

    [SetUp]
    public void Reset() => checkout.Reset();

    [Test]
    public void Generates_code_and_docs_although_nothing_changed()
    {
        Checkout.Result ran = Regenerate();

        Assert.That(ran.ExitCode, Is.Zero, ran.Output);
        Assert.That(checkout.Runs, Is.EqualTo(1));
        Assert.That(checkout.Read("docs/ChatApi.md"), Does.Contain("askAsync").IgnoreCase);
    }

    [Test]
    public void Generates_from_any_document_into_any_folder()
    {
        string fingerprint = checkout.Read(Checkout.Fingerprint);
        checkout.Write(
            "other documents; of, others/theirs.yaml",
            checkout.Read(Checkout.Contract).Replace("Question", "Theirs", StringComparison.Ordinal));
        checkout.Write("other code; and, notes/notes.g.cs", "// by hand");
        checkout.Write("other code; and, notes/Gone.g.cs", checkout.Read($"{Checkout.Generated}/Question.g.cs"));

        Checkout.Result ran = Regenerate("--contract", "other documents; of, others/theirs.yaml", "--output", "other code; and, notes");

        Assert.That(ran.ExitCode, Is.Zero, ran.Output);
        Assert.That(
            Directory.GetFiles(checkout.PathOf("other code; and, notes")).Select(Path.GetFileName),
            Is.EquivalentTo(new[] { "Answer.g.cs", "Theirs.g.cs", "notes.g.cs" }), "only what this generator wrote is deleted");
        Assert.That(checkout.Read(Checkout.Fingerprint), Is.EqualTo(fingerprint));
    }

    [Test]
    public void A_missing_document_is_one_clear_line()
    {
        Checkout.Result ran = Regenerate("--contract", "nowhere.yaml", "--output", "other code");

        Assert.That(ran.ExitCode, Is.Not.Zero);
        Assert.That(ran.Output, Does.Match("nowhere\\.yaml.*: error : there is no such file"));
    }

    [TestCase("--contract", "some.yaml")]
    [TestCase("--contract")]
    [TestCase("--nonsense")]
    public void A_wrong_command_line_is_refused(params string[] args)
    {
        Checkout.Result ran = Regenerate(args);

        Assert.That(ran.ExitCode, Is.Not.Zero);
        Assert.That(checkout.Runs, Is.Zero);
    }

    [Test]
    public void Tells_how_it_is_called()
    {
        Checkout.Result ran = Regenerate("--help");

        Assert.That(ran.ExitCode, Is.Zero);
        Assert.That(ran.Output, Does.StartWith("usage: build/regenerate"));
    }

    private Checkout.Result Regenerate(params string[] args)
        => checkout.Run("bash", ["build/regenerate", .. args, $"-p:NSwagToolDir={checkout.StandInNSwag}"]);
}
