using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OpenAIChat.Extensions.Tests;

/// <summary>Keeps all that is logged, at every level.</summary>
internal sealed class RecordingLog : ILoggerProvider
{
    public ConcurrentQueue<LogEntry> Entries { get; } = new();

    public string Text => string.Join("\n", Entries.Select(static entry => entry.Text));

    public ILogger CreateLogger(string categoryName) => new Logger(Entries, categoryName);

    public void Dispose()
    {
        // What was logged stays readable.
    }

    private sealed class Logger(ConcurrentQueue<LogEntry> entries, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        // With its state, which structured sinks store beside the text.
        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            string values = state is IEnumerable<KeyValuePair<string, object?>> named
                ? string.Join("\n", named.Select(static value => value.Value))
                : "";
            entries.Enqueue(new LogEntry(category, logLevel, formatter(state, exception), values + exception));
        }
    }
}

/// <summary>One entry of a log.</summary>
internal sealed record LogEntry(string Category, LogLevel Level, string Message, string Details)
{
    public string Text => Message + "\n" + Details;
}
