using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>Finds what a server says about an error in any body: of the API's form, of a compatible server's, cut off, or no JSON at all.</summary>
internal static class ErrorReader
{
    private const int LongestPlainText = 300;
    private static readonly string[] OfErrors = ["message", "detail", "error", "type", "param", "code", "status", "title", "request_id"];

    /// <summary>Reads the body of an answer with an error status.</summary>
    public static ApiError Read(string body)
    {
        string text = body.Trim('\uFEFF', ' ', '\t', '\r', '\n', '\0');
        if (text.Length == 0)
        {
            return new ApiError();
        }
        return text[0] switch
        {
            '{' or '[' => Read(Parse(text)),
            '"' when Parse(text) is { Type: JTokenType.String } message => new ApiError((string?)message, json: message),
            '<' => new ApiError(HtmlTitle(text)),
            _ => new ApiError(ErrorText.OneLine(text, LongestPlainText)),
        };
    }

    /// <summary>Finds an error in JSON that came under a 2xx status; null when it holds none.</summary>
    public static ApiError? Find(string json)
    {
        JObject? answer = First(Parse(json));
        if (answer is null)
        {
            return null;
        }
        bool reported = answer["error"] is { Type: not (JTokenType.Null or JTokenType.None) } error
            && !(error.Type == JTokenType.Boolean && !(bool)error);
        return reported || Is(answer["object"], "error") || Is(answer["type"], "error") || IsComplaint(answer) ? Read(answer) : null;
    }

    /// <summary>Says whether an answer holds a message or details, and nothing that errors do not have.</summary>
    private static bool IsComplaint(JObject answer) =>
        (answer["message"] ?? answer["detail"]) is { Type: JTokenType.String or JTokenType.Array }
        && answer.Properties().All(static member => Array.IndexOf(OfErrors, member.Name) >= 0);

    private static ApiError Read(JToken? root)
    {
        if (First(root) is not { } answer)
        {
            return new ApiError(json: root);
        }
        if (answer["error"] is JObject error)
        {
            return new ApiError(
                Text(error["message"]) ?? Text(error["msg"]) ?? Text(answer["message"]),
                Text(error["type"]) ?? Text(error["status"]),
                Text(error["param"]),
                Text(error["code"]),
                error);
        }
        // Compatible servers: {"error": "…"}, {"message": "…"}, {"detail": "…"} and {"detail": [{"msg": "…"}]}.
        string? message = Text(answer["error"]) ?? Text(answer["message"]) ?? Detail(answer["detail"])
            ?? Text(answer["error_description"]) ?? Text(answer["title"]) ?? Text(answer["msg"]);
        return new ApiError(message, Text(answer["type"]), Text(answer["param"]), Text(answer["code"]), answer);
    }

    /// <summary>Reads as far as the text is JSON: of a body that was cut off, what came before the cut.</summary>
    private static JToken? Parse(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = 64 };
        using var writer = new JTokenWriter();
        try
        {
            while (reader.Read())
            {
                writer.WriteToken(reader, writeChildren: false);
            }
        }
        catch (JsonException)
        {
            // What was read until here is all there is.
        }
        return writer.Token;
    }

    private static JObject? First(JToken? root) => root switch
    {
        JObject answer => answer,
        // One gateway wraps its error in a list.
        JArray { Count: > 0 } list => list[0] as JObject,
        _ => null,
    };

    private static string? Detail(JToken? detail)
    {
        if (detail is not JArray list)
        {
            return Text((detail as JObject)?["message"]) ?? Text(detail);
        }
        var messages = new List<string>();
        foreach (JToken item in list)
        {
            if ((Text((item as JObject)?["msg"]) ?? Text(item)) is { } message)
            {
                messages.Add(message);
            }
        }
        return messages.Count == 0 ? null : string.Join("; ", messages);
    }

    private static string? Text(JToken? token) => token switch
    {
        null => null,
        { Type: JTokenType.Null or JTokenType.None or JTokenType.Undefined } => null,
        JValue value => Convert.ToString(value.Value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null,
        _ => ErrorText.OneLine(token.ToString(Formatting.None), LongestPlainText),
    };

    private static bool Is(JToken? token, string text) => token is { Type: JTokenType.String } && (string?)token == text;

    private static string? HtmlTitle(string html)
    {
        int start = html.IndexOf("<title>", StringComparison.OrdinalIgnoreCase);
        int end = start < 0 ? -1 : html.IndexOf("</title>", start, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? null : "HTML page \"" + ErrorText.OneLine(html.Substring(start + 7, end - start - 7), LongestPlainText) + "\"";
    }
}
