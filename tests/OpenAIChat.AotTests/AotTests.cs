using System.Diagnostics;
using System.Text.RegularExpressions;
using OpenAIChat.AotSample;
using OpenAIChat.Testing;

namespace OpenAIChat.AotTests;

/// <summary>The client in a program that is trimmed and compiled ahead of time.</summary>
[TestFixture]
[Category("Aot")]
public sealed partial class AotTests
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"OpenAIChat.AotTests-{Guid.NewGuid():N}");

    private NativeSample sample = null!;

    [OneTimeSetUp]
    public async Task Publish()
    {
        try
        {
            sample = await NativeSample.PublishAsync(Repository.Root, "OpenAIChat.AotSample", folder);
        }
        catch (PlatformNotSupportedException reason)
        {
            Assert.Ignore(reason.Message);
        }
    }

    [OneTimeTearDown]
    public void Remove()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task Streams_a_reply()
    {
        await using ChatServer server = await ChatServer.StartAsync(new ChatServerOptions { RequireApiKey = false });
        server.Reply("Paris is the capital of France.");

        using Process program = Process.Start(
            new ProcessStartInfo(sample.File, [server.BaseUrl.ToString()]) { RedirectStandardOutput = true })!;
        string printed = await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync();

        Assert.That(printed.TrimEnd(), Is.EqualTo("Paris is the capital of France."));
        Assert.That(program.ExitCode, Is.Zero);
        Assert.That(server.Requests.Count, Is.EqualTo(1));
    }

    [Test]
    public void No_warning_is_about_this_library()
    {
        // What dependencies and the platform warn of names their assembly, or their source file.
        IEnumerable<string> warnings = sample.Log.Split('\n').Where(line => Warning().IsMatch(line));

        Assert.That(warnings.Where(line => OfOurs().IsMatch(line)), Is.Empty);
    }

    [GeneratedRegex(@"(warning|error) IL\d{4}")]
    private static partial Regex Warning();

    // The project being published stands in brackets at the end of every line.
    [GeneratedRegex(@"OpenAIChat(?=.*\[)")]
    private static partial Regex OfOurs();
}
