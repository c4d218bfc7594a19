using System.Globalization;
using Newtonsoft.Json;

namespace OpenAIChat.Runtime;

/// <summary>Writes compact JSON for people: a long text is cut to its start and its length.</summary>
internal sealed class ShorteningWriter(TextWriter text) : JsonTextWriter(text)
{
    private const int Longest = 200;

    public static string Print(Action<JsonOutput> write)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using var writer = new ShorteningWriter(text);
        JsonText.Write(writer, write, static (json, write) => write(json), allowNonFinite: true);
        writer.Flush();
        return text.ToString();
    }

    public override void WriteValue(string? value) => base.WriteValue(Shorten(value));

    private static string? Shorten(string? value)
    {
        if (value is null || value.Length <= Longest)
        {
            return value;
        }

        // Half a surrogate pair cannot be printed.
        int kept = char.IsHighSurrogate(value[Longest - 1]) ? Longest - 1 : Longest;
        return string.Format(CultureInfo.InvariantCulture, "{0}… ({1} characters)", value.Substring(0, kept), value.Length);
    }
}
