using System.Diagnostics;

using OpenAIChat;

namespace Codegen.Tests.Recipes;

/// <summary>What may be released: a commit of main under the version that the build has.</summary>
[TestFixture]
[Category("Recipes")]
[Platform(Exclude = "Win", Reason = "the scripts are bash")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CheckTagTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("tag").FullName;

    public CheckTagTests()
    {
        Directory.CreateDirectory(Path.Combine(root, ".ci"));
        File.Copy(Path.Combine(Repository.Root, ".ci/check-tag"), Path.Combine(root, ".ci/check-tag"));
        File.WriteAllText(Path.Combine(root, "Directory.Build.props"), "<Project>\n  <VersionPrefix>1.2.3</VersionPrefix>\n</Project>\n");
        Git("init", "-q", "-b", "main");
        Commit("Begin");
        Git("update-ref", "refs/remotes/origin/main", "HEAD");
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Test]
    public void A_tag_of_the_version_on_main_may_be_released()
    {
        Git("tag", "v1.2.3");

        Assert.That(Check("v1.2.3"), Is.EqualTo((0, "")));
    }

    [TestCase("v1.2.4")]
    [TestCase("1.2.3")]
    public void A_tag_of_another_version_may_not(string tag)
    {
        Git("tag", tag);

        Assert.That(Check(tag), Is.EqualTo((1, $"error: the tag is {tag}, and Directory.Build.props says 1.2.3\n")));
    }

    [Test]
    public void A_tag_beside_main_may_not()
    {
        Git("switch", "-q", "-c", "other");
        Commit("Go another way");
        Git("tag", "-a", "v1.2.3", "-m", "1.2.3");

        Assert.That(Check("v1.2.3"), Is.EqualTo((1, "error: v1.2.3 is not on main; merge its commit first\n")));
    }

    private (int Exit, string Output) Check(string tag) => Run("bash", ".ci/check-tag", tag);

    private void Commit(string subject)
    {
        File.AppendAllText(Path.Combine(root, "file"), subject);
        Git("add", "-A");
        Git("commit", "-q", "-m", subject);
    }

    private void Git(params string[] args)
    {
        (int exit, string output) = Run("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", .. args]);
        Assert.That(exit, Is.Zero, output);
    }

    private (int Exit, string Output) Run(string program, params string[] args)
    {
        var start = new ProcessStartInfo(program, args) { WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
