using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace OpenAIChat.StructuredOutput;

/// <summary>Checks texts against the formats that strict schemas know.</summary>
internal static class FormatCheck
{
    private const string Date = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
    private const string Time = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?";
    private const string Offset = "([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])";
    private const string Label = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    private static readonly Dictionary<string, Regex> Patterns = new()
    {
        // Many servers leave the offset out; what is read into a DateTime needs none.
        ["date-time"] = Whole(Date + "[Tt]" + Time + Offset + "?"),
        ["date"] = Whole(Date),
        ["time"] = Whole(Time + Offset + "?"),
        ["duration"] = Whole("P([0-9]+W|(?=[0-9T])([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+S)?)?)"),
        ["email"] = Whole("[^@\\s]+@" + Label + "(\\." + Label + ")*"),
        ["hostname"] = Whole(Label + "(\\." + Label + ")*"),
        ["uuid"] = Whole("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"),
    };

    private static readonly Regex WithOffset = new(Offset + @"\z", RegexOptions.CultureInvariant);

    /// <summary>Determines whether a strict schema may name a format.</summary>
    public static bool IsKnown(string format) => Patterns.ContainsKey(format) || format is "ipv4" or "ipv6";

    /// <summary>Determines whether a date and time says how far it is from UTC.</summary>
    public static bool HasOffset(string text) => WithOffset.IsMatch(text);

    /// <summary>Determines whether a text has a format; every text has an unknown one.</summary>
    public static bool IsValid(string format, string text) => format switch
    {
        "ipv4" => text.Split('.').Length == 4 && IPAddress.TryParse(text, out IPAddress? four)
            && four.AddressFamily == AddressFamily.InterNetwork,
        "ipv6" => text.IndexOf('[') < 0 && IPAddress.TryParse(text, out IPAddress? six)
            && six.AddressFamily == AddressFamily.InterNetworkV6,
        _ => !Patterns.TryGetValue(format, out Regex? pattern) || pattern.IsMatch(text),
    };

    private static Regex Whole(string pattern) => new("^(?:" + pattern + @")\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
