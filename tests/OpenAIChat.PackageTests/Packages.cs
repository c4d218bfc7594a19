using System.IO.Compression;
using System.Xml.Linq;

namespace OpenAIChat.PackageTests;

/// <summary>Packs what ships, once for all tests.</summary>
[SetUpFixture]
public sealed class Packages
{
    /// <summary>Gets the identifiers of all packages.</summary>
    public static string[] Ids { get; } =
        ["OpenAIChat", "OpenAIChat.Cli", "OpenAIChat.Extensions.AI", "OpenAIChat.Extensions.DependencyInjection", "OpenAIChat.Testing"];

    /// <summary>Gets a folder for these tests alone.</summary>
    public static string Folder { get; } = Path.Combine(Path.GetTempPath(), $"OpenAIChat.PackageTests-{Guid.NewGuid():N}");

    /// <summary>Gets the folder that the packages are in.</summary>
    public static string Feed { get; } = Path.Combine(Folder, "feed");

    /// <summary>Gets the version of every package.</summary>
    public static string Version =>
        Path.GetFileName(Directory.GetFiles(Feed, "OpenAIChat.Testing.*.nupkg").Single())["OpenAIChat.Testing.".Length..^".nupkg".Length];

    [OneTimeSetUp]
    public void Pack()
    {
        Directory.CreateDirectory(Feed);
        foreach (string project in Ids)
        {
            DotNet.Run(Repository.Root, "pack", $"src/{project}", "-c", "Release", "-o", Feed);
        }
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(Folder, recursive: true);

    /// <summary>Opens a package, or its symbols.</summary>
    public static ZipArchive Open(string id, string extension = "nupkg") =>
        ZipFile.OpenRead(Path.Combine(Feed, $"{id}.{Version}.{extension}"));

    /// <summary>Lists the files of a package, or of its symbols.</summary>
    public static IReadOnlyList<string> Files(string id, string extension = "nupkg")
    {
        using ZipArchive archive = Open(id, extension);
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    /// <summary>Reads a text of a package.</summary>
    public static string Text(string id, string file)
    {
        using ZipArchive package = Open(id);
        using var reader = new StreamReader(package.GetEntry(file)!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>Gets what a package says of itself.</summary>
    public static XElement Metadata(string id) => XDocument.Parse(Text(id, $"{id}.nuspec")).Root!.Elements().Single();
}
