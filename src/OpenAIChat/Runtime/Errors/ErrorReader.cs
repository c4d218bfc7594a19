using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>
/// Finds what a server says about an error in any body: of the API's form, of a compatible server's, cut off, or no JSON at all.
/// </summary>
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

        return IsReported(answer) || Is(answer["object"], "error") || Is(answer["type"], "error") || IsComplaint(answer)
            ? Read(answer)
            : null;
    }

    /// <summary>Determines whether an answer holds an error. An empty one beside other members only says that there is none.</summary>
    private static bool IsReported(JObject answer) => answer["error"] switch
    {
        JContainer error => error.HasValues || answer.Count == 1,
        JValue { Value: "" } => answer.Count == 1,
        JValue { Value: not (null or false) } => true,
        _ => false,
    };

    /// <summary>Determines whether an answer holds a message or details, and nothing that errors do not have.</summary>
    private static bool IsComplaint(JObject answer) =>
        (answer["message"] ?? answer["detail"]) is { Type: JTokenType.String or JTokenType.Array }
        && answer.Properties().All(static member => Array.IndexOf(OfErrors, member.Name) >= 0);

    private static ApiError Read(JToken? root)
    {
        if (First(root) is not { } answer)
        {
            return new ApiError(Quote(root), json: root);
        }

        if (answer["error"] is JObject error)
        {
            // Where it is a number, it only repeats the status of the answer.
            string? status = error["status"] is { Type: JTokenType.String } given ? Text(given) : null;
            string? words = Words(error["message"]) ?? Text(error["msg"]) ?? Words(answer["message"]);
            return MakeError(words, Text(error["type"]) ?? status, error);
        }

        // Compatible servers: {"error": "…"}, {"message": "…"}, {"detail": "…"} and {"detail": [{"msg": "…"}]}. With a message, the error
        // is but its kind.
        string? message = Words(answer["message"]) ?? Words(answer["detail"]) ?? Text(answer["error_description"])
            ?? Text(answer["error"]) ?? Text(answer["title"]) ?? Text(answer["msg"]);
        return MakeError(message, Text(answer["type"]), answer);
    }

    private static ApiError MakeError(string? message, string? type, JObject json)
    {
        var error = new ApiError(message, type, Text(json["param"]), Text(json["code"]), json);
        return error.IsEmpty ? new ApiError(Quote(json), json: json) : error;
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

    /// <summary>Reads a message that may be a text, a list of complaints, or an object that holds either.</summary>
    private static string? Words(JToken? message) => message switch
    {
        JArray list => string.Join("; ", list.Select(Complaint).Where(static words => words is not null)) is { Length: > 0 } all
            ? all
            : null,
        JObject holder => Words(holder["detail"]) ?? Text(holder["message"]) ?? Text(holder),
        _ => Text(message),
    };

    /// <summary>Reads one complaint of a list, with the member that it is about: <c>messages[0].content: Field required</c>.</summary>
    private static string? Complaint(JToken item)
    {
        string? words = Text((item as JObject)?["msg"]) ?? Text(item);
        var place = new StringBuilder();
        foreach (JToken part in (item as JObject)?["loc"] as JArray ?? [])
        {
            place.Append(part.Type == JTokenType.Integer ? "[" + part + "]"
                : place.Length > 0 ? "." + part
                : Is(part, "body") ? "" : part.ToString());
        }

        return words is null || place.Length == 0 ? words : place + ": " + words;
    }

    /// <summary>Quotes an error of no known form, unless it says nothing at all.</summary>
    private static string? Quote(JToken? error) =>
        error is JContainer all && all.Descendants().Any(static part => part is JValue { Value: not null })
            ? ErrorText.OneLine(error.ToString(Formatting.None), LongestPlainText)
            : null;

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
