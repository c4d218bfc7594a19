using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Extensions.DependencyInjection;

/// <summary>Reads the defaults of requests from a section: its members have the names of C# or of JSON.</summary>
internal static class RequestDefaults
{
    // Their keys are the caller's own.
    private static readonly string[] Maps = ["metadata", "logit_bias"];

    /// <summary>Returns the earlier defaults with what the section has put over them.</summary>
    /// <exception cref="InvalidOperationException">A value is not of its member's type.</exception>
    public static CreateChatCompletionRequest Read(IConfigurationSection section, CreateChatCompletionRequest? earlier)
    {
        JObject json = earlier is null ? [] : Parse(earlier.ToJson());
        foreach (IConfigurationSection member in section.GetChildren().Where(static member => member.Exists()))
        {
            string name = JsonName(member.Key);
            json[name] = Read(name, member);
        }

        return CreateChatCompletionRequest.FromJson(json.ToString(Formatting.None));
    }

    // A text where the member takes one, otherwise what the text says.
    private static JToken Read(string name, IConfigurationSection member)
    {
        JToken[] readings = member.Value is { } text
            ? [text, Literal(text)]
            : [Tree(member, isMap: Maps.Contains(name), isText: name == "metadata")];
        return readings.FirstOrDefault(reading => Fits(name, reading))
            ?? (Fits(name, JValue.CreateNull())
                ? throw new InvalidOperationException(
                    $"The configuration value at '{member.Path}' cannot be read: requests take another type there.")
                : readings[readings.Length - 1]);
    }

    // Members that do not fit, and unknown ones, are kept among the additional properties.
    private static bool Fits(string name, JToken value) =>
        !CreateChatCompletionRequest.FromJson(new JObject { [name] = value }.ToString(Formatting.None)).HasAdditionalProperties;

    private static JToken Tree(IConfigurationSection section, bool isMap, bool isText)
    {
        if (section.Value is { } text)
        {
            return isText ? text : Literal(text);
        }

        IConfigurationSection[] children = [.. section.GetChildren()];
        return !isMap && children.All(static child => int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? new JArray(children.Select(child => Tree(child, isMap: false, isText)))
            : new JObject(children.Select(child =>
                new JProperty(isMap ? child.Key : JsonName(child.Key), Tree(child, isMap: false, isText))));
    }

    private static JToken Literal(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" => true,
        "FALSE" => false,
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer) => integer,
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && !double.IsInfinity(number) && !double.IsNaN(number) => number,
        _ => text,
    };

    // ReasoningEffort, and reasoning_effort, become reasoning_effort.
    private static string JsonName(string key)
    {
        bool isUpper = !key.Any(char.IsLower);
        var name = new StringBuilder(key.Length + 4);
        for (int i = 0; i < key.Length; i++)
        {
            if (i > 0 && !isUpper && char.IsUpper(key[i]))
            {
                name.Append('_');
            }

            name.Append(char.ToLowerInvariant(key[i]));
        }

        return name.ToString();
    }

    private static JObject Parse(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
        return JObject.Load(reader);
    }
}
