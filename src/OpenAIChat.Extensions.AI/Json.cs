using System.Text.Json;
using Microsoft.Extensions.AI;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Extensions.AI;

/// <summary>Carries JSON between System.Text.Json, which Microsoft.Extensions.AI speaks, and the tokens of the models.</summary>
internal static class Json
{
    /// <summary>Converts a token, its numbers as they were written.</summary>
    public static JsonElement ToElement(JToken token) => Parse(token.ToString(Newtonsoft.Json.Formatting.None));

    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    /// <summary>Converts an element to the token of the same JSON.</summary>
    /// <remarks>It is read as a member of a <see cref="JsonObject"/>, which keeps every digit and takes no text for a date.</remarks>
    public static JToken ToToken(JsonElement element) => JsonObject.Parse($$"""{"value":{{element.GetRawText()}}}""")["value"]!;

    /// <summary>Writes a value as Microsoft.Extensions.AI does: by <see cref="AIJsonUtilities.DefaultOptions"/>.</summary>
    /// <exception cref="NotSupportedException">The value's type has no JSON there.</exception>
    public static string Serialize(object? value) =>
        JsonSerializer.Serialize(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(object)));

    /// <summary>Writes the arguments of a call, on one line: each space is a token.</summary>
    public static string Serialize(IDictionary<string, object?> arguments) =>
        JsonSerializer.Serialize(arguments, Compact.GetTypeInfo(typeof(IDictionary<string, object?>)));

    private static JsonSerializerOptions Compact { get; } = CreateCompact();

    private static JsonSerializerOptions CreateCompact()
    {
        var options = new JsonSerializerOptions(AIJsonUtilities.DefaultOptions) { WriteIndented = false };
        options.MakeReadOnly();
        return options;
    }
}
