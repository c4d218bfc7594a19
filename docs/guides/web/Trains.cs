using System.ComponentModel;

namespace OpenAIChat.WebSample;

/// <summary>The timetable: what the application knows and the model does not.</summary>
public sealed class Trains(TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(20);

    [Description("Gets when the next train leaves for a city.")]
    public string GetNextTrain([Description("The city, such as Paris.")] string city)
    {
        if (string.IsNullOrWhiteSpace(city))
        {
            throw new ToolException("Name a city.");
        }

        DateTimeOffset now = time.GetLocalNow();
        DateTimeOffset next = now.AddTicks(Interval.Ticks - (now.Ticks % Interval.Ticks));
        return FormattableString.Invariant($"{city}: {next:HH:mm}, platform {1 + (city.Length % 8)}");
    }
}
