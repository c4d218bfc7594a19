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
        Assert.That(checkout.Read("docs/ChatApi.md"), Is.EqualTo("# ChatApi\n"));
    }

    [Test]
    public void Generates_from_any_document_into_any_folder()
    {
        string checksums = checkout.Read(Checkout.Checksums);
        checkout.Write("other documents/theirs.json", """{ "Theirs": { "type": "object" } }""");

        Checkout.Result ran = Regenerate("--contract", "other documents/theirs.json", "--output", "other code");

        Assert.That(ran.ExitCode, Is.Zero, ran.Output);
        Assert.That(Directory.GetFiles(checkout.PathOf("other code")).Select(Path.GetFileName), Is.EqualTo(new[] { "Theirs.g.cs" }));
        Assert.That(checkout.Read(Checkout.Checksums), Is.EqualTo(checksums));
    }

    [Test]
    public void A_missing_document_is_one_clear_line()
    {
        Checkout.Result ran = Regenerate("--contract", "nowhere.yaml", "--output", "other code");

        Assert.That(ran.ExitCode, Is.Not.Zero);
        Assert.That(ran.Output, Does.Contain("nowhere.yaml does not exist."));
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
