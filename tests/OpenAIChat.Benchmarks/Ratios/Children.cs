using System.Diagnostics;

namespace OpenAIChat.Benchmarks.Ratios;

/// <summary>Starts this program again for what must run in a process of its own.</summary>
internal static class Children
{
    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.ArgumentList.Add(typeof(Children).Assembly.Location);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The child process did not start.");
    }
}
