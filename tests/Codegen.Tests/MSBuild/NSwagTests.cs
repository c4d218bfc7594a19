using System.IO.Compression;

namespace Codegen.Tests.MSBuild;

/// <summary>Where NSwag comes from, with its real binaries.</summary>
[TestFixture]
[Category("MSBuild")]
public sealed class NSwagTests
{
    private const string Version = "14.7.1";

    private readonly Checkout checkout = SharedCheckout.Instance;

    [SetUp]
    public void Begin()
    {
        checkout.Reset();
        foreach (string fetched in Directory.GetDirectories(checkout.PathOf("artifacts/generate"), "nswag-*"))
        {
            Directory.Delete(fetched, recursive: true);
        }
        Feed("empty");
        checkout.Write(Checkout.Template, "// printed by NSwag");
    }

    [TearDown]
    public void End() => File.Delete(checkout.PathOf("nuget.config"));

    [Test]
    public void Comes_from_npm_where_the_feed_lacks_it()
    {
        Checkout.Result built = Generate();

        Assert.That(built.ExitCode, Is.Zero, built.Output);
        Assert.That(checkout.Read($"{Checkout.Generated}/ChatApi.g.cs"), Does.StartWith("// printed by NSwag"));
        Assert.That(built.Output, Does.Not.Contain("error").And.Not.Contain("warning"));
    }

    [Test]
    public void Is_fetched_once()
    {
        Generate();
        checkout.Write(Checkout.Template, "// printed again");

        Checkout.Result built = Generate(WithoutNpm());

        Assert.That(built.ExitCode, Is.Zero, built.Output);
        Assert.That(built.Output, Does.Not.Contain("Fetching"));
    }

    [Test]
    public void Comes_from_NuGet_where_the_feed_has_it()
    {
        Generate();
        string npm = Directory.GetDirectories(checkout.PathOf("artifacts/generate"), "nswag-*").Single();
        Pack(Path.Combine(npm, "node_modules/nswag/bin/binaries/Net100"), Feed("with NSwag"));
        Directory.Delete(npm, recursive: true);
        checkout.Write(Checkout.Template, "// printed by the package");
        string packages = checkout.PathOf($"artifacts/packages {Guid.NewGuid():N}");

        Checkout.Result built = Generate(WithoutNpm(), ("NUGET_PACKAGES", packages));

        Assert.That(built.ExitCode, Is.Zero, built.Output);
        Assert.That(checkout.Read($"{Checkout.Generated}/ChatApi.g.cs"), Does.StartWith("// printed by the package"));
        Assert.That(Path.Combine(packages, "nswag.msbuild", Version), Does.Exist);
    }

    [Test]
    public void What_to_install_is_said_where_it_cannot_be_had()
    {
        Checkout.Result built = Generate(WithoutNpm());

        Assert.That(built.ExitCode, Is.Not.Zero);
        Assert.That(built.Output, Does.Contain($"NSwag {Version} cannot be had").And.Contain("install Node.js").And.Contain("-p:NSwagToolDir=FOLDER"));
    }

    [Test]
    public void A_given_folder_without_it_is_an_error()
    {
        Checkout.Result built = checkout.Generate("-p:NSwagToolDir=openapi");

        Assert.That(built.ExitCode, Is.Not.Zero);
        Assert.That(built.Output, Does.Contain("NSwagToolDir holds no dotnet-nswag.dll"));
    }

    [Test]
    public void Another_version_is_an_error()
    {
        checkout.Write("artifacts/older/dotnet-nswag.dll", "");
        checkout.Write("artifacts/older/dotnet-nswag.deps.json", """{ "dotnet-nswag/13.0.0": {} }""");

        Checkout.Result built = checkout.Generate("-p:NSwagToolDir=artifacts/older");

        Assert.That(built.ExitCode, Is.Not.Zero);
        Assert.That(built.Output, Does.Contain($"This is not NSwag {Version}"));
    }

    /// <summary>Lays the binaries out as the NSwag.MSBuild package does.</summary>
    private static void Pack(string binaries, string feed)
    {
        using ZipArchive package = ZipFile.Open(Path.Combine(feed, $"NSwag.MSBuild.{Version}.nupkg"), ZipArchiveMode.Create);
        using (var nuspec = new StreamWriter(package.CreateEntry("NSwag.MSBuild.nuspec").Open()))
        {
            nuspec.Write($"""
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
                  <metadata>
                    <id>NSwag.MSBuild</id>
                    <version>{Version}</version>
                    <authors>test</authors>
                    <description>test</description>
                    <developmentDependency>true</developmentDependency>
                  </metadata>
                </package>
                """);
        }
        foreach (string file in Directory.GetFiles(binaries))
        {
            package.CreateEntryFromFile(file, $"tools/Net100/{Path.GetFileName(file)}", CompressionLevel.NoCompression);
        }
    }

    private Checkout.Result Generate(params (string Name, string? Value)[] environment)
        => checkout.Run("dotnet", ["msbuild", "build/Generate.proj", "-nologo", "-v:m"], environment);

    /// <summary>Puts an npm before the real one that says that there is none.</summary>
    private (string Name, string? Value) WithoutNpm()
    {
        const string folder = "artifacts/no npm";
        checkout.Write($"{folder}/npm.cmd", "@exit /b 1\n");
        File.Delete(checkout.PathOf($"{folder}/npm"));
        checkout.Write($"{folder}/npm", "#!/bin/sh\necho npm: not found\nexit 127\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(checkout.PathOf($"{folder}/npm"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
            return ("PATH", $"{checkout.PathOf(folder)}:{Environment.GetEnvironmentVariable("PATH")}");
        }
        return ("PATH", $"{checkout.PathOf(folder)};{Environment.GetEnvironmentVariable("PATH")}");
    }

    private string Feed(string name)
    {
        string folder = checkout.PathOf($"artifacts/feed {name}");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
        Directory.CreateDirectory(folder);
        checkout.Write("nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="local" value="{folder}" /></packageSources>
            </configuration>
            """);
        return folder;
    }
}
