using System.Diagnostics;

namespace OpenAIChat.Benchmarks.Ratios;

/// <summary>The same table on another build of the library: this program is built anew on top of it.</summary>
internal static class OtherFramework
{
    private const string Option = "--framework";

    /// <summary>Builds and runs, if the options ask for it.</summary>
    /// <returns>The exit code, or null.</returns>
    public static async Task<int?> TryRunAsync(string[] options)
    {
        int at = Array.IndexOf(options, Option);
        if (at < 0)
        {
            return null;
        }

        string framework = options.ElementAtOrDefault(at + 1) ?? throw new ArgumentException($"Name a build of the library after {Option}: net8.0 or netstandard2.0.");
        string artifacts = Path.Combine("artifacts", framework);
        string[] build = ["build", "tests/OpenAIChat.Benchmarks", "-c", "Release", "-v", "q", "-p:LibraryFramework=" + framework, "--artifacts-path", artifacts];
        string program = Path.Combine(artifacts, "bin", "OpenAIChat.Benchmarks", "release", "OpenAIChat.Benchmarks.dll");
        int code = await RunAsync(build);
        return code != 0 ? code : await RunAsync([program, "ratios", .. options.Take(at), .. options.Skip(at + 2)]);
    }

    private static async Task<int> RunAsync(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Repository.Root })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
