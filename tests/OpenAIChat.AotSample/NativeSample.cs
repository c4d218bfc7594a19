using System.Diagnostics;

namespace OpenAIChat.AotSample;

/// <summary>A sample compiled ahead of time: how the tests and the benchmarks make one.</summary>
internal sealed record NativeSample(string File, string Log)
{
    // Newest first: not every feed has the native runtime of net10.0. The library is compiled for the same framework, from the same source.
    private static readonly string[] Frameworks = ["net10.0", "net9.0"];

    /// <summary>Publishes a sample.</summary>
    /// <param name="repository">The root of the repository.</param>
    /// <param name="project">The sample's name.</param>
    /// <param name="folder">Where the program goes.</param>
    /// <exception cref="PlatformNotSupportedException">This machine lacks what is needed; the message says what.</exception>
    public static async Task<NativeSample> PublishAsync(string repository, string project, string folder)
    {
        string[] linker = Linker();
        string log = "";
        foreach (string framework in Frameworks)
        {
            (int exitCode, log) = await RunAsync(repository,
            [
                "publish", $"tests/{project}", "-c", "Release", "-o", folder, "--artifacts-path", $"artifacts/native/{framework}",
                "-p:Native=true", $"-p:NativeFramework={framework}", .. linker,
            ]);
            if (exitCode == 0)
            {
                return new NativeSample(Path.Combine(folder, OperatingSystem.IsWindows() ? project + ".exe" : project), log);
            }

            if (!log.Contains("error NU1101", StringComparison.Ordinal) && !log.Contains("error NU1102", StringComparison.Ordinal))
            {
                break;
            }
        }

        throw log.Contains("error NU110", StringComparison.Ordinal) || log.Contains("Platform linker", StringComparison.Ordinal)
            ? new PlatformNotSupportedException($"A package or the linker for native code cannot be had:\n{log}")
            : new InvalidOperationException(log);
    }

    private static string[] Linker()
    {
        if (!OperatingSystem.IsLinux() || IsInstalled("clang"))
        {
            return [];
        }

        return IsInstalled("gcc")
            ? ["-p:Linker=gcc"]
            : throw new PlatformNotSupportedException("There is no native linker: neither clang nor gcc is installed.");
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => System.IO.File.Exists(Path.Combine(folder, program)));

    private static async Task<(int ExitCode, string Output)> RunAsync(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        // The build that runs this must not reach into the build that it starts.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
            .ToList())
        {
            start.Environment.Remove(name);
        }

        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
