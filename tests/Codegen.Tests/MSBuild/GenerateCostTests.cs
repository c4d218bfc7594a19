using System.Globalization;

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
        checkout.AddType("Third");
        checkout.RunStep();
        checkout.Write(Checkout.Template, "not printed");
        checkout.RunStep();

        Assert.That(
            Directory.GetFileSystemEntries(checkout.PathOf("artifacts/generate")).Select(Path.GetFileName),
            Has.All.Matches("^(codegen-[0-9a-f]{12}-[0-9a-f]{8}|current)$"));
        Assert.That(Directory.GetDirectories(Path.GetTempPath(), "nswag-*"), Is.Empty);
    }

    [Test]
    public void Needs_no_NSwag_when_nothing_changed_not_even_in_a_fresh_clone()
    {
        File.Delete(checkout.PathOf("artifacts/generate/current"));

        Checkout.Result built = checkout.Run("dotnet", ["msbuild", "build/Generate.proj", "-nologo", "-v:m", "-p:NSwagToolDir=/nowhere"]);

        Assert.That(built, Is.EqualTo(new Checkout.Result(0, "")));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "measures with bash")]
    public void Takes_less_than_three_tenths_of_a_second_of_the_processor_when_nothing_changed()
    {
        for (int i = 0; i < 200; i++)
        {
            checkout.Write($"generator-config/templates/Padding{i}.liquid", new string('x', 5000));
        }
        checkout.Generate();
        checkout.RunStep();
        checkout.Write("empty.proj", "<Project><Target Name=\"Nothing\" /></Project>");

        double added = Enumerable.Range(0, 3).Min(_ => ProcessorTime("build/Generate.proj") - ProcessorTime("empty.proj"));

        for (int i = 0; i < 200; i++)
        {
            File.Delete(checkout.PathOf($"generator-config/templates/Padding{i}.liquid"));
        }
        Assert.That(added, Is.LessThan(0.3));
    }

    private double ProcessorTime(string project)
    {
        Checkout.Result ran = checkout.Run("bash", ["-c", $"TIMEFORMAT=%U; time dotnet msbuild {project} -nologo -v:m"]);
        return double.Parse(ran.Output.Trim(), CultureInfo.InvariantCulture);
    }
}
