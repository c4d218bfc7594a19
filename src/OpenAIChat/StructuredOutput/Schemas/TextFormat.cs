using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.StructuredOutput;

/// <summary>How values of a type are written as a string.</summary>
/// <param name="Description">What the string must be, for messages.</param>
/// <param name="Read">Reads a complete string; null when it is not such a value.</param>
/// <param name="Format">The format in the schema.</param>
/// <param name="Pattern">The pattern in the schema.</param>
internal sealed record TextFormat(string Description, Func<string, object?> Read, string? Format = null, string? Pattern = null)
{
    private const string TimeOfDay = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,7})?";

    /// <summary>Gets the format of plain text.</summary>
    public static TextFormat Text { get; } = new("a string", static text => text);

    /// <summary>Gets the format of a date with a time, as Newtonsoft reads it into a <see cref="DateTime"/>.</summary>
    public static TextFormat DateTime { get; } = new("a date and time by RFC 3339", static text => FormatCheck.IsValid("date-time", text)
        && System.DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime value)
            ? value
            : null, "date-time");

    private static readonly Dictionary<Type, TextFormat> Known = new()
    {
        [typeof(string)] = Text,
        [typeof(char)] = new("one character", static text => text.Length == 1 ? text[0] : null, Pattern: @"^[\s\S]$"),
        [typeof(Guid)] = new("a UUID", static text => Guid.TryParseExact(text, "D", out Guid value) ? value : null, "uuid"),
        [typeof(Uri)] = new("a URI", static text => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out Uri? value) ? value : null),
        [typeof(DateTime)] = DateTime,
        [typeof(DateTimeOffset)] = new("a date and time with an offset by RFC 3339", ReadOffset, "date-time"),
        [typeof(byte[])] = new("bytes in Base64", ReadBytes, Pattern: "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"),
        // Newtonsoft cannot read the format "duration" into it.
        [typeof(TimeSpan)] = new(
            "a time span as [-][d.]hh:mm:ss[.fffffff]",
            static text => TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out TimeSpan value) ? value : null,
            Pattern: "^-?([0-9]{1,8}\\.)?" + TimeOfDay + "$"),
    };

    /// <summary>Gets whether it is plain text, which shows while it is growing.</summary>
    public bool IsText => ReferenceEquals(this, Text);

    /// <summary>Gets the format of a type; null when values of the type are not written as a string.</summary>
    [RequiresUnreferencedCode(StructuredType.TrimWarning)]
    [RequiresDynamicCode(StructuredType.TrimWarning)]
    public static TextFormat? Of(Type type, JsonSerializer serializer) => type.FullName switch
    {
        // .NET Standard 2.0 has neither type; nor can Newtonsoft read the format "time".
        "System.DateOnly" =>
            new("a date as yyyy-MM-dd", text => FormatCheck.IsValid("date", text) ? ByNewtonsoft(text, type, serializer) : null, "date"),
        "System.TimeOnly" =>
            new("a time as hh:mm:ss[.fffffff]", text => ByNewtonsoft(text, type, serializer), Pattern: "^" + TimeOfDay + "$"),
        _ => Known.TryGetValue(type, out TextFormat? format) ? format : null,
    };

    /// <summary>Creates the format of a type that Newtonsoft converts from text.</summary>
    [RequiresUnreferencedCode(StructuredType.TrimWarning)]
    [RequiresDynamicCode(StructuredType.TrimWarning)]
    public static TextFormat Converted(Type type, JsonSerializer serializer) =>
        new($"the text of a {type.Name}", text => ByNewtonsoft(text, type, serializer));

    [RequiresUnreferencedCode(StructuredType.TrimWarning)]
    [RequiresDynamicCode(StructuredType.TrimWarning)]
    private static object? ByNewtonsoft(string text, Type type, JsonSerializer serializer)
    {
        try
        {
            using var reader = new JTokenReader(new JValue(text));
            return serializer.Deserialize(reader, type);
        }
        catch (Exception e) when (
            e is JsonException or FormatException or ArgumentException or InvalidCastException or OverflowException
                or NotSupportedException)
        {
            return null;
        }
    }

    private static object? ReadOffset(string text) =>
        FormatCheck.IsValid("date-time", text) && FormatCheck.HasOffset(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTimeOffset value)
                ? value
                : null;

    private static object? ReadBytes(string text)
    {
        try
        {
            return text.Any(char.IsWhiteSpace) ? null : Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
