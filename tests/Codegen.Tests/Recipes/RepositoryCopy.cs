using System.Diagnostics;
using Codegen.Generation;

using OpenAIChat;

namespace Codegen.Tests.Recipes;

/// <summary>A copy of this repository as it stands, committed, to follow the recipes of CONTRIBUTING on.</summary>
internal sealed class RepositoryCopy : IDisposable
{
    public RepositoryCopy()
    {
        Folder = Directory.CreateTempSubdirectory("repository").FullName;
        Root = Path.Combine(Folder, "OpenAIChat");
        foreach (string path in Run(Repository.Root, "git", "ls-files", "--cached", "--others", "--exclude-standard").Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Copy(path);
        }

        // What has been fetched or built already is not again.
        string cache = new Layout(Repository.Root).Cache;
        foreach (string file in Directory.GetDirectories(cache)
            .SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)))
        {
            Copy(Path.GetRelativePath(Repository.Root, file));
        }

        Git("init", "-q", "-b", "main");
        Git("config", "user.name", "test");
        Git("config", "user.email", "test@example.com");
        Commit("Begin");
    }

    /// <summary>Gets a folder for whatever else a test needs.</summary>
    public string Folder { get; }

    /// <summary>Gets the root of the copy.</summary>
    public string Root { get; }

    public string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Root, path))!);
        File.WriteAllText(Path.Combine(Root, path), text);
    }

    /// <summary>Runs a program, which must succeed; the test is ignored where NSwag cannot be had.</summary>
    public string Succeed(string program, params string[] args)
    {
        (int exit, string output) = Run(Root, program, args);
        if (output.Contains("cannot be had", StringComparison.Ordinal))
        {
            Assert.Ignore("NSwag cannot be had, neither from NuGet nor from npm.");
        }

        Assert.That(exit, Is.Zero, output);
        return output;
    }

    public string Git(params string[] args) => Succeed("git", args);

    public void Commit(string subject)
    {
        Git("add", "-A");
        Git("commit", "-q", "-m", subject);
    }

    public (int Exit, string Output) Try(string program, params string[] args) => Run(Root, program, args);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static (int Exit, string Output) Run(string folder, string program, params string[] args)
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        // The build that runs these tests must not reach into the builds that they start.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
            .ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["REFRESH_PR"] = Path.Combine(Path.GetDirectoryName(folder)!, "gh");
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    private void Copy(string path)
    {
        string source = Path.Combine(Repository.Root, path);
        string target = Path.Combine(Root, path);
        if (File.Exists(source))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
        }
    }
}
