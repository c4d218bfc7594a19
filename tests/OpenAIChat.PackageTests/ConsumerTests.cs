using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;

namespace OpenAIChat.PackageTests;

/// <summary>The packages as those see them who install them.</summary>
[TestFixture]
[Category("Packages")]
public sealed class ConsumerTests
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"OpenAIChat.PackageTests-{Guid.NewGuid():N}");

    private string packages = null!;

    [OneTimeSetUp]
    public void Pack()
    {
        packages = Path.Combine(folder, "feed");
        Directory.CreateDirectory(packages);
        foreach (string project in new[] { "OpenAIChat", "OpenAIChat.Testing" })
        {
            DotNet(Repository.Root, "pack", $"src/{project}", "-c", "Release", "-o", packages);
        }
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_new_program_and_a_new_library_stream_a_chat()
    {
        foreach (string file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Consumer"), "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(folder, Path.GetRelativePath(AppContext.BaseDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        string consumer = Path.Combine(folder, "Consumer");
        File.WriteAllText(Path.Combine(consumer, "nuget.config"), $"""
            <configuration>
              <packageSources><add key="packed" value="{packages}" /></packageSources>
              <config><add key="globalPackagesFolder" value="{Path.Combine(folder, "installed")}" /></config>
            </configuration>
            """);

        DotNet(consumer, "build", "App", $"-p:ChatVersion={Version()}", "-o", Path.Combine(folder, "app"));
        string printed = DotNet(consumer, Path.Combine(folder, "app", "App.dll"));

        Assert.That(printed.ReplaceLineEndings("\n"), Is.EqualTo("Paris is the capital of France.\nParis is the capital of France.\n"));
    }

    [TestCase("net10.0", "Newtonsoft.Json")]
    [TestCase("net8.0", "Newtonsoft.Json, System.Diagnostics.DiagnosticSource")]
    [TestCase(
        ".NETStandard2.0",
        "Microsoft.Bcl.AsyncInterfaces, Microsoft.Bcl.TimeProvider, Newtonsoft.Json, System.Diagnostics.DiagnosticSource, System.Memory")]
    public void The_core_depends_on_nothing_but(string framework, string expected)
    {
        IEnumerable<string> dependencies = Nuspec("OpenAIChat").Descendants()
            .Single(element => element.Name.LocalName == "group" && (string?)element.Attribute("targetFramework") == framework)
            .Elements().Select(dependency => (string)dependency.Attribute("id")!);

        Assert.That(string.Join(", ", dependencies.Order(StringComparer.Ordinal)), Is.EqualTo(expected));
    }

    [TestCase("OpenAIChat")]
    [TestCase("OpenAIChat.Testing")]
    public void A_package_says_what_it_is(string id)
    {
        XElement metadata = Nuspec(id).Root!.Elements().Single();

        Assert.That(
            metadata.Elements().Where(element => element.Value.Length > 0).Select(element => element.Name.LocalName),
            Is.SupersetOf(new[] { "version", "authors", "license", "readme", "description", "tags" }));
        Assert.That(Files($"{id}.{Version()}.nupkg"), Does.Contain("README.md").And.Contain($"lib/net10.0/{id}.xml"));
    }

    [TestCase("OpenAIChat", "lib/net10.0/OpenAIChat.pdb", "lib/net8.0/OpenAIChat.pdb", "lib/netstandard2.0/OpenAIChat.pdb")]
    [TestCase("OpenAIChat.Testing", "lib/net10.0/OpenAIChat.Testing.pdb")]
    public void Symbols_are_a_package_of_their_own(string id, params string[] symbols)
        => Assert.That(
            Files($"{id}.{Version()}.snupkg").Where(file => file.StartsWith("lib/", StringComparison.Ordinal)),
            Is.EquivalentTo(symbols));

    [Test]
    public void The_core_assembly_stays_small()
    {
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(packages, $"OpenAIChat.{Version()}.nupkg"));

        // Of 800 KB, structured output and tools are a third.
        Assert.That(package.GetEntry("lib/net10.0/OpenAIChat.dll")!.Length, Is.LessThan(850 * 1024));
    }

    private static string DotNet(string workingDirectory, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", args) {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true };
        // The build that runs these tests must not reach into the builds that they start.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
            .ToList())
        {
            start.Environment.Remove(name);
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, $"dotnet {string.Join(' ', args)}\n{output}{error.Result}");
        return output;
    }

    private string Version()
    {
        string name = Path.GetFileName(Directory.GetFiles(packages, "OpenAIChat.Testing.*.nupkg").Single());
        return name["OpenAIChat.Testing.".Length..^".nupkg".Length];
    }

    private IReadOnlyList<string> Files(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(Path.Combine(packages, package));
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    private XDocument Nuspec(string id)
    {
        using ZipArchive archive = ZipFile.OpenRead(Path.Combine(packages, $"{id}.{Version()}.nupkg"));
        using Stream nuspec = archive.GetEntry($"{id}.nuspec")!.Open();
        return XDocument.Load(nuspec);
    }
}
