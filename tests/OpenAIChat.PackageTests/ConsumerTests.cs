using System.Reflection;
using System.Text.RegularExpressions;
using OpenAIChat.Testing;

namespace OpenAIChat.PackageTests;

/// <summary>Programs and libraries of those who install the packages.</summary>
[TestFixture]
[Category("Packages")]
public sealed partial class ConsumerTests
{
    private static readonly string Consumers = Path.Combine(Packages.Folder, "Consumers");

    private static readonly string[] Properties =
    [
        $"-p:ChatVersion={Packages.Version}", "-p:HostingVersion=10.0.14", $"-p:NUnitVersion={VersionOf(typeof(Assert))}",
        "-p:TestSdkVersion=18.11.0", "-p:AdapterVersion=6.3.1",
    ];

    /// <summary>Builds all at once; a warning is an error there.</summary>
    [OneTimeSetUp]
    public void Build()
    {
        foreach (string file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Consumers"), "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(Packages.Folder, Path.GetRelativePath(AppContext.BaseDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        // What other packages these need is on this machine already, since the repository's own projects need it.
        string machine = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(Path.Combine(Consumers, "nuget.config"), $"""
            <configuration>
              <packageSources><add key="packed" value="{Packages.Feed}" /></packageSources>
              <fallbackPackageFolders><add key="machine" value="{machine}" /></fallbackPackageFolders>
              <config><add key="globalPackagesFolder" value="{Path.Combine(Packages.Folder, "installed")}" /></config>
            </configuration>
            """);
        WriteReadme("README.md", "Main");
        WriteReadme("src/OpenAIChat/README.md", "Package");

        DotNet.Run(Consumers, ["build", "Consumers.slnx", .. Properties]);
    }

    [Test]
    public void A_program_and_a_library_for_NET_Standard_stream_a_chat() =>
        Assert.That(RunProgram("App"), Is.EqualTo("Paris is the capital of France.\nParis is the capital of France.\n"));

    [TestCase("net472")]
    [TestCase("netstandard2.0")]
    [TestCase("net8.0")]
    [TestCase("net10.0")]
    public void The_code_of_the_readmes_compiles_for(string framework) =>
        Assert.That(File.Exists(Path.Combine(Consumers, "artifacts", "bin", "Readme", $"debug_{framework}", "Readme.dll")), Is.True);

    [Test]
    public void A_test_project_runs_against_the_chat_server() =>
        Assert.That(DotNet.Run(Consumers, ["test", "Tests", "--no-build", .. Properties]), Does.Contain("Passed:     1"));

    [Test]
    public void A_minimal_API_takes_a_request_returns_a_reply_and_streams() =>
        Assert.That(RunProgram("Web"), Is.EqualTo("200 Paris. 0\nParis.\n"));

    [TestCase("net8.0")]
    [TestCase("net10.0")]
    public async Task A_worker_gets_both_interfaces_from_its_services(string framework)
    {
        await using ChatServer server = await ChatServer.StartAsync(new ChatServerOptions { RequireApiKey = false });
        server.Reply("Paris.");

        Assert.That(RunProgram("Worker", $"debug_{framework}", server.BaseUrl.ToString()), Is.EqualTo("Paris.\nParis.\n"));
    }

    [Test]
    public async Task A_trimmed_program_works_without_a_warning_of_ours()
    {
        await using ChatServer server = await ChatServer.StartAsync(new ChatServerOptions { RequireApiKey = false });
        server.Reply("Paris.");

        string log = DotNet.Run(Consumers, ["publish", "Trimmed", "-c", "Release", "--use-current-runtime", .. Properties]);
        string folder = Path.Combine(Consumers, "artifacts", "publish", "Trimmed");
        string program = Directory.GetFiles(folder, "Trimmed.dll", SearchOption.AllDirectories).Single();
        string printed = DotNet.Run(Consumers, "exec", program, server.BaseUrl.ToString());

        Assert.That(log.Split('\n').Where(line => OurWarning().IsMatch(line)), Is.Empty);
        Assert.That(printed, Is.EqualTo("True\nParis.\nParis.\n"));
    }

    private static string RunProgram(string project, string build = "debug", params string[] arguments) =>
        DotNet.Run(Consumers, [Path.Combine(Consumers, "artifacts", "bin", project, build, $"{project}.dll"), .. arguments]);

    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    // The code of a readme as one method of a library, which compiles for every framework.
    private static void WriteReadme(string file, string name)
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, file));
        string[] lines = [.. Code().Matches(readme).SelectMany(block => block.Groups[1].Value.Split('\n'))];
        string[] usings = ["System", "System.Collections.Generic", "System.Linq", "System.Threading.Tasks", "OpenAIChat"];
        List<string> own = [.. lines.Where(line => Using().IsMatch(line)).Distinct()];

        File.WriteAllLines(
            Path.Combine(Consumers, "Readme", $"{name}Readme.cs"),
            [
                .. usings.Select(name => $"using {name};").Union(own),
                $"public static class {name}Readme", "{", "public static async Task RunAsync()", "{",
                .. lines.Where(line => !own.Contains(line)), "}", "}",
            ]);
    }

    [GeneratedRegex("^```csharp\r?\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^using [\w.]+;")]
    private static partial Regex Using();

    // The project being published stands in brackets at the end of every line.
    [GeneratedRegex(@"(warning|error) IL\d{4}.*OpenAIChat(?=.*\[)|OpenAIChat.*(warning|error) IL\d{4}")]
    private static partial Regex OurWarning();
}
