using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace OpenAIChat.Tests.Cli;

/// <summary>A real terminal, of tmux: keys go in, what is shown comes out as it appears.</summary>
internal sealed partial class Terminal : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("terminal").FullName;
    private readonly StringBuilder shown = new();
    private readonly CancellationTokenSource tooLate = new(Patience);
    private Process reader = null!;

    private Terminal()
    {
    }

    public static bool IsAvailable { get; } = !OperatingSystem.IsWindows() && Array.Exists(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), static folder => File.Exists(
            Path.Combine(folder, "tmux")));

    /// <summary>Opens a terminal and runs a command in it.</summary>
    public static async Task<Terminal> RunAsync(string command)
    {
        var terminal = new Terminal();
        string output = Path.Combine(terminal.folder, "output");
        await StartAsync("mkfifo", output);
        await terminal.TmuxAsync("new-session", "-d", "-s", "test", "-x", "120", "-y", "40", "sh");
        await terminal.TmuxAsync("pipe-pane", "-t", "test", $"cat > '{output}'");
        terminal.reader = Process.Start(new ProcessStartInfo("cat", [output]) { RedirectStandardOutput = true })!;
        await terminal.TypeAsync("exec " + command);
        await terminal.PressAsync("Enter");
        return terminal;
    }

    public Task TypeAsync(string text) => TmuxAsync("send-keys", "-t", "test", "-l", text);

    public Task PressAsync(string key) => TmuxAsync("send-keys", "-t", "test", key);

    public async Task PasteAsync(string text)
    {
        await TmuxAsync("set-buffer", text);
        // -p marks it, as terminals do for a program that asks them to.
        await TmuxAsync("paste-buffer", "-p", "-t", "test");
    }

    /// <summary>Waits until the text is shown; what was shown up to its end is not looked at again.</summary>
    public async Task ExpectAsync(string text)
    {
        byte[] buffer = new byte[4096];
        while (true)
        {
            string plain = Escapes().Replace(shown.ToString(), "");
            int index = plain.IndexOf(text, StringComparison.Ordinal);
            if (index >= 0)
            {
                shown.Clear().Append(plain[(index + text.Length)..]);
                return;
            }

            int count;
            try
            {
                count = await ReadAsync(buffer);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"'{text}' was not shown, but: {plain}");
            }

            if (count == 0)
            {
                throw new EndOfStreamException($"The program ended without showing '{text}', but: {plain}");
            }

            shown.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }
    }

    /// <summary>Waits until the program has ended.</summary>
    public async Task ExpectEndAsync()
    {
        byte[] buffer = new byte[4096];
        while (await ReadAsync(buffer) > 0)
        {
            // What it says at its end is not looked at.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await TmuxAsync("kill-server");
        reader.Kill();
        reader.Dispose();
        tooLate.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex(@"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\x1b\([A-Z]|\r")]
    private static partial Regex Escapes();

    private static async Task StartAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        await process.WaitForExitAsync();
    }

    // A pipe cannot be told to stop reading; waiting for it can.
    private Task<int> ReadAsync(byte[] buffer) => reader.StandardOutput.BaseStream.ReadAsync(buffer).AsTask().WaitAsync(tooLate.Token);

    private Task TmuxAsync(params string[] arguments) =>
        StartAsync("tmux", ["-S", Path.Combine(folder, "socket"), "-f", "/dev/null", .. arguments]);
}
