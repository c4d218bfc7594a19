using System.Globalization;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>Refuses with status 400 what the provider refuses. Members it does not know pass.</summary>
internal static class RequestRules
{
    private const int MaximumMetadata = 16;
    private const int MaximumMetadataKey = 64;
    private const int MaximumMetadataValue = 512;

    public static JObject CheckCreate(RecordedRequest request)
    {
        JObject body = Body(request);
        RequireText(body, "model");
        MessageRules.Check(body["messages"]);
        foreach ((string name, double least, double most) in (ReadOnlySpan<(string, double, double)>)
            [("temperature", 0, 2), ("top_p", 0, 1), ("frequency_penalty", -2, 2), ("presence_penalty", -2, 2)])
        {
            Number(body[name], name, least, most);
        }

        foreach ((string name, long least, long most) in (ReadOnlySpan<(string, long, long)>)
            [("n", 1, 128), ("top_logprobs", 0, 20), ("max_completion_tokens", 1, int.MaxValue), ("max_tokens", 1, int.MaxValue)])
        {
            Integer(body[name], name, least, most);
        }

        foreach (string name in (ReadOnlySpan<string>)["stream", "store", "logprobs", "parallel_tool_calls"])
        {
            Boolean(body[name], name);
        }

        Stop(body["stop"]);
        Together(body);
        ToolRules.Check(body);
        Metadata(body["metadata"]);
        return body;
    }

    public static JToken CheckUpdate(RecordedRequest request)
    {
        JObject body = Body(request);
        JToken metadata = body["metadata"] ?? throw Fault("metadata", "'metadata' is required.", "missing_required_parameter");
        Metadata(metadata);
        return metadata;
    }

    /// <summary>The fault that all rules report in the same way.</summary>
    public static RequestFault Fault(string param, string message, string code = "invalid_value") => new(400, message, param, code);

    /// <summary>Whether a member is left out, or sent as null, which means the same.</summary>
    public static bool IsUnset(JToken? value) => value is null or { Type: JTokenType.Null };

    private static JObject Body(RecordedRequest request)
    {
        string type = request.Headers.GetValueOrDefault("Content-Type", "");
        if (!type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            throw new RequestFault(400, "Send the body as 'Content-Type: application/json'.", code: "invalid_content_type");
        }

        return request.IsMalformedJson
            ? throw new RequestFault(400, "The body is not valid JSON.", code: "invalid_json")
            : request.Json ?? throw new RequestFault(400, "The body must be a JSON object.", code: "invalid_type");
    }

    private static void RequireText(JObject body, string name)
    {
        if (IsUnset(body[name]))
        {
            throw Fault(name, $"'{name}' is required.", "missing_required_parameter");
        }

        if (body[name] is not JValue { Value: string { Length: > 0 } })
        {
            throw Fault(name, $"'{name}' must be a non-empty string.", "invalid_type");
        }
    }

    private static void Number(JToken? value, string name, double least, double most)
    {
        if (IsUnset(value))
        {
            return;
        }

        if (value!.Type is not (JTokenType.Integer or JTokenType.Float))
        {
            throw Fault(name, $"'{name}' must be a number.", "invalid_type");
        }

        if ((double)value is var number && !(number >= least && number <= most))
        {
            throw Fault(name, string.Create(CultureInfo.InvariantCulture, $"'{name}' must be from {least} to {most}, not {number}."));
        }
    }

    private static void Integer(JToken? value, string name, long least, long most)
    {
        if (IsUnset(value))
        {
            return;
        }

        if (value is not JValue { Value: long number })
        {
            throw Fault(name, $"'{name}' must be an integer.", "invalid_type");
        }

        if (number < least || number > most)
        {
            throw Fault(name, $"'{name}' must be from {least} to {most}, not {number}.");
        }
    }

    private static void Boolean(JToken? value, string name)
    {
        if (!IsUnset(value) && value!.Type != JTokenType.Boolean)
        {
            throw Fault(name, $"'{name}' must be true or false.", "invalid_type");
        }
    }

    private static void Stop(JToken? stop)
    {
        bool isValid = IsUnset(stop) || stop!.Type == JTokenType.String
            || (stop is JArray { Count: >= 1 and <= 4 } list && list.All(item => item.Type == JTokenType.String));
        if (!isValid)
        {
            throw Fault("stop", "'stop' must be a string, or a list of 1 to 4 strings.");
        }
    }

    // Members that ask for another member beside them.
    private static void Together(JObject body)
    {
        if (!IsUnset(body["top_logprobs"]) && !Logprobs.Asked(body))
        {
            throw Fault("top_logprobs", "'top_logprobs' needs 'logprobs: true'.");
        }

        if (!IsUnset(body["stream_options"]) && body["stream"] is not JValue { Value: true })
        {
            throw Fault("stream_options", "'stream_options' needs 'stream: true'.");
        }

        if (!IsUnset(body["max_tokens"]) && !IsUnset(body["max_completion_tokens"]))
        {
            throw Fault("max_tokens", "Set 'max_completion_tokens' or 'max_tokens', not both.");
        }

        if (Audio.Asked(body) && IsUnset(body["audio"]))
        {
            throw Fault("audio", "The modality 'audio' needs 'audio' with voice and format.", "missing_required_parameter");
        }
    }

    private static void Metadata(JToken? metadata)
    {
        if (IsUnset(metadata))
        {
            return;
        }

        if (metadata is not JObject pairs || pairs.Properties().Any(pair => pair.Value.Type != JTokenType.String))
        {
            throw Fault("metadata", "'metadata' must be an object of strings.", "invalid_type");
        }

        if (pairs.Count > MaximumMetadata
            || pairs.Properties().Any(pair => pair.Name.Length > MaximumMetadataKey || ((string)pair.Value!).Length > MaximumMetadataValue))
        {
            throw Fault(
                "metadata",
                $"'metadata' holds at most {MaximumMetadata} pairs of at most {MaximumMetadataKey} and {MaximumMetadataValue} characters.");
        }
    }
}
