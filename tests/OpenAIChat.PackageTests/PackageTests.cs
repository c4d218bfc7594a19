using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OpenAIChat.PackageTests;

/// <summary>What is in the packages, and what they say of themselves.</summary>
[TestFixture]
[Category("Packages")]
public sealed partial class PackageTests
{
    [TestCase("net10.0", "Microsoft.Bcl.AsyncInterfaces, Newtonsoft.Json")]
    [TestCase("net8.0", "Microsoft.Bcl.AsyncInterfaces, Newtonsoft.Json, System.Diagnostics.DiagnosticSource")]
    [TestCase(
        ".NETStandard2.0",
        "Microsoft.Bcl.AsyncInterfaces, Microsoft.Bcl.TimeProvider, Newtonsoft.Json, System.Diagnostics.DiagnosticSource, System.Memory")]
    public void The_core_depends_on_nothing_but(string framework, string expected)
    {
        IEnumerable<string> dependencies = Packages.Metadata("OpenAIChat").Descendants()
            .Single(element => element.Name.LocalName == "group" && (string?)element.Attribute("targetFramework") == framework)
            .Elements().Select(dependency => (string)dependency.Attribute("id")!);

        Assert.That(string.Join(", ", dependencies.Order(StringComparer.Ordinal)), Is.EqualTo(expected));
    }

    [TestCaseSource(typeof(Packages), nameof(Packages.Ids))]
    public void A_package_says_what_it_is(string id)
    {
        XElement metadata = Packages.Metadata(id);

        Assert.That(
            metadata.Elements().Where(element => element.Value.Length > 0).Select(element => element.Name.LocalName),
            Is.SupersetOf(new[] { "version", "authors", "license", "readme", "icon", "projectUrl", "description", "tags" }));
        Assert.That(Value(metadata, "id"), Is.EqualTo(id));
        Assert.That(Value(metadata, "projectUrl"), Does.StartWith("https://"));
    }

    [Test]
    public void Each_package_has_tags_and_a_description_of_its_own()
    {
        Assert.That(Packages.Ids.Select(id => Value(Packages.Metadata(id), "tags")), Is.Unique);
        Assert.That(Packages.Ids.Select(id => Value(Packages.Metadata(id), "description")), Is.Unique);
    }

    [TestCaseSource(typeof(Packages), nameof(Packages.Ids))]
    public void The_readme_of_a_package_says_how_to_install_it_and_has_no_link_that_is_dead_there(string id)
    {
        string readme = Packages.Text(id, "README.md");

        Assert.That(readme, Does.StartWith($"# {id}\n"));
        Assert.That(readme, Does.Contain($"dotnet add package {id}\n").Or.Contain($"dotnet tool install --global {id}\n"));
        Assert.That(Links().Matches(readme).Select(link => link.Groups[1].Value), Has.All.StartsWith("https://"));
    }

    [TestCaseSource(typeof(Packages), nameof(Packages.Ids))]
    public void The_icon_of_a_package_is_a_picture_of_128_by_128(string id)
    {
        using ZipArchive package = Packages.Open(id);
        using Stream icon = package.GetEntry("icon.png")!.Open();
        byte[] start = new byte[24];
        icon.ReadExactly(start);

        Assert.That(start[..4], Is.EqualTo(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G' }));
        Assert.That(BinaryPrimitives.ReadInt32BigEndian(start.AsSpan(16)), Is.EqualTo(128));
        Assert.That(BinaryPrimitives.ReadInt32BigEndian(start.AsSpan(20)), Is.EqualTo(128));
    }

    [TestCase("OpenAIChat", "net10.0", "net8.0", "netstandard2.0")]
    [TestCase("OpenAIChat.Extensions.AI", "net10.0", "net8.0", "netstandard2.0")]
    [TestCase("OpenAIChat.Extensions.DependencyInjection", "net10.0", "net8.0", "netstandard2.0")]
    [TestCase("OpenAIChat.Testing", "net10.0")]
    public void A_library_comes_with_its_documentation_and_its_symbols(string id, params string[] frameworks)
    {
        Assert.That(
            Packages.Files(id).Where(file => file.StartsWith("lib/", StringComparison.Ordinal)),
            Is.EquivalentTo(frameworks.SelectMany(framework => new[] { $"lib/{framework}/{id}.dll", $"lib/{framework}/{id}.xml" })));
        Assert.That(
            Packages.Files(id, "snupkg").Where(file => file.StartsWith("lib/", StringComparison.Ordinal)),
            Is.EquivalentTo(frameworks.Select(framework => $"lib/{framework}/{id}.pdb")));
    }

    [Test]
    public void The_core_assembly_stays_small()
    {
        using ZipArchive package = Packages.Open("OpenAIChat");

        // Of 810 KB, structured output and tools are a third.
        Assert.That(package.GetEntry("lib/net10.0/OpenAIChat.dll")!.Length, Is.LessThan(850 * 1024));
    }

    private static string Value(XElement metadata, string name) =>
        metadata.Elements().Single(element => element.Name.LocalName == name).Value;

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();
}
