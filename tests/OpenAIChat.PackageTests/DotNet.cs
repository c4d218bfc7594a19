using System.Diagnostics;

namespace OpenAIChat.PackageTests;

/// <summary>Runs the command <c>dotnet</c>.</summary>
internal static class DotNet
{
    /// <summary>Runs it to its end, which must be a success.</summary>
    /// <returns>What it printed.</returns>
    public static string Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The build that runs these tests must not reach into the builds that they start.
        IEnumerable<string> own = start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase));
        foreach (string name in own.ToList())
        {
            start.Environment.Remove(name);
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, $"dotnet {string.Join(' ', arguments)}\n{output}{error.Result}");
        return output.ReplaceLineEndings("\n");
    }
}
