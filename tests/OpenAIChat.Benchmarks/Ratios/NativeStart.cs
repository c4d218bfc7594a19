using System.Diagnostics;
using OpenAIChat.AotSample;

namespace OpenAIChat.Benchmarks.Ratios;

/// <summary>
/// The samples compiled ahead of time: from the start of the process to the end of a streamed reply, and the size of the program.
/// </summary>
internal static class NativeStart
{
    private const int Rounds = 25;

    /// <summary>
    /// Publishes and measures: the shortest time in milliseconds, since the processes are too short for a middle, and megabytes.
    /// </summary>
    /// <exception cref="PlatformNotSupportedException">This machine cannot compile ahead of time; the message says what it
    /// lacks.</exception>
    public static async Task<IReadOnlyDictionary<string, (double Milliseconds, double Megabytes)>> MeasureAsync()
    {
        Dictionary<string, string> projects = new()
        {
            ["OpenAIChat"] = "OpenAIChat.AotSample",
            ["official"] = "OpenAIChat.AotSample.Official"
        };
        string folder = Directory.CreateTempSubdirectory("OpenAIChat.Benchmarks-").FullName;
        try
        {
            Dictionary<string, (string File, double Best)> programs = [];
            foreach (var (name, project) in projects)
            {
                programs[name] = ((await NativeSample.PublishAsync(Repository.Root, project, Path.Combine(folder, name))).File, double
                    .MaxValue);
            }

            using var server = Children.Start("serve");
            string url = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.");
            for (int round = 0; round < Rounds; round++)
            {
                foreach (string name in projects.Keys)
                {
                    var (file, best) = programs[name];
                    programs[name] = (file, Math.Min(best, await TimeAsync(file, url)));
                }
            }

            server.StandardInput.Close();
            await server.WaitForExitAsync();
            return programs.ToDictionary(entry => entry.Key, entry => (entry.Value.Best, new FileInfo(entry.Value.File).Length / 1e6));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> TimeAsync(string file, string url)
    {
        long started = Stopwatch.GetTimestamp();
        using var program = Process.Start(new ProcessStartInfo(file, [url]) { RedirectStandardOutput = true })!;
        await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync();
        return program.ExitCode == 0
            ? Stopwatch.GetElapsedTime(started).TotalMilliseconds
            : throw new InvalidOperationException($"{file} failed.");
    }
}
