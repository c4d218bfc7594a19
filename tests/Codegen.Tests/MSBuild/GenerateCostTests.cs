namespace Codegen.Tests.MSBuild;

/// <summary>What the build step needs, takes and leaves behind.</summary>
[TestFixture]
[Category("MSBuild")]
public sealed class GenerateCostTests
{
    private readonly Checkout checkout = SharedCheckout.Instance;

    [SetUp]
    public void Reset() => checkout.Reset();

    [Test]
    public void Runs_leave_nothing_behind()
    {
        string[] before = Directory.GetDirectories(Path.GetTempPath(), "nswag-*");
        checkout.AddType("Third");
        checkout.RunStep();
        checkout.Write(Checkout.Template, "not printed");
        checkout.RunStep();

        Assert.That(
            Directory.GetFileSystemEntries(checkout.PathOf("artifacts/generate")).Select(Path.GetFileName),
            Has.All.Matches("^(codegen-[0-9a-f]{12}-[0-9a-f]{8}|current)$"));
        Assert.That(Directory.GetDirectories(Path.GetTempPath(), "nswag-*"), Is.SubsetOf(before));
    }

    [Test]
    public void Needs_no_NSwag_when_nothing_changed_not_even_in_a_fresh_clone()
    {
        File.Delete(checkout.PathOf("artifacts/generate/current"));

        Checkout.Result built = checkout.Run("dotnet", ["msbuild", "build/Generate.proj", "-nologo", "-v:m", "-p:NSwagToolDir=/nowhere"]);

        Assert.That(built, Is.EqualTo(new Checkout.Result(0, "")));
    }
}
