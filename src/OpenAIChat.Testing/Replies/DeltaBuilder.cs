using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>Turns one choice of a completion into the choices of its chunks.</summary>
internal static class DeltaBuilder
{
    private static readonly string[] PieceMembers = ["role", "content", "refusal", "tool_calls", "function_call", "audio"];

    public static IEnumerable<JObject> Choices(JObject choice, int? chunkLength)
    {
        JToken index = choice["index"] ?? 0;
        JObject message = choice["message"] as JObject ?? [];
        foreach ((JObject delta, JToken? logprobs) in Deltas(message, choice["logprobs"] as JObject, chunkLength))
        {
            yield return Choice(index, delta, logprobs, null);
        }

        yield return Choice(index, [], null, choice["finish_reason"] ?? "stop");
    }

    private static JObject Choice(JToken index, JObject delta, JToken? logprobs, JToken? finishReason) => new(
        new JProperty("index", index),
        new JProperty("delta", delta),
        new JProperty("logprobs", logprobs),
        new JProperty("finish_reason", finishReason));

    private static IEnumerable<(JObject Delta, JToken? Logprobs)> Deltas(JObject message, JObject? logprobs, int? chunkLength)
    {
        yield return (Opening(message), null);
        foreach (string member in (string[])["content", "refusal"])
        {
            if (message[member] is not JValue { Value: string { Length: > 0 } text })
            {
                continue;
            }

            JToken[]? tokens = TokensThatSpell(text, logprobs?[member]);
            if (tokens is null)
            {
                foreach (string piece in Pieces(text, chunkLength))
                {
                    yield return (Delta(member, piece), null);
                }

                continue;
            }

            foreach (JToken token in tokens)
            {
                yield return (Delta(member, token["token"]!), new JObject(
                    new JProperty("content", member == "content" ? new JArray(token) : null),
                    new JProperty("refusal", member == "refusal" ? new JArray(token) : null)));
            }
        }

        IEnumerable<JObject> calls = ToolCalls(message, chunkLength).Concat(FunctionCall(message, chunkLength));
        foreach (JObject delta in calls.Concat(AudioOutput(message, chunkLength)))
        {
            yield return (delta, null);
        }
    }

    // The first chunk carries the role, and members of the message that do not grow, such as annotations.
    private static JObject Opening(JObject message)
    {
        var delta = new JObject(
            new JProperty("role", message["role"] ?? "assistant"),
            new JProperty("content", message["content"] is JValue { Value: string } ? new JValue("") : null),
            new JProperty("refusal", JValue.CreateNull()));
        foreach (JProperty member in message.Properties().Where(member => !PieceMembers.Contains(member.Name)))
        {
            delta.Add(member);
        }

        return delta;
    }

    private static JToken[]? TokensThatSpell(string text, JToken? logprobs)
    {
        JToken[]? tokens = logprobs is JArray list ? [.. list] : null;
        return tokens is not null && string.Concat(tokens.Select(token => token.Value<string>("token"))) == text ? tokens : null;
    }

    private static IEnumerable<JObject> ToolCalls(JObject message, int? chunkLength)
    {
        int index = 0;
        foreach (JObject call in message.ObjectsAt("tool_calls"))
        {
            (string kind, string text) = call.Value<string>("type") == "custom" ? ("custom", "input") : ("function", "arguments");
            JObject inner = call[kind] as JObject ?? [];
            var opening = new JObject(
                new JProperty("index", index),
                new JProperty(kind, new JObject(new JProperty("name", inner["name"]), new JProperty(text, ""))));
            // Spec: chunks know no custom tools, and "function" is the only type. The member "custom" says what such a call is.
            if (kind == "function")
            {
                opening.Property("index")!.AddAfterSelf(new JProperty("type", kind));
            }

            if (call["id"] is { } id)
            {
                opening.Property("index")!.AddAfterSelf(new JProperty("id", id));
            }

            yield return ToolCall(opening);
            foreach (string piece in Pieces(inner.Value<string>(text) ?? "", chunkLength))
            {
                yield return ToolCall(new JObject(
                    new JProperty("index", index),
                    new JProperty(kind, new JObject(new JProperty(text, piece)))));
            }

            index++;
        }
    }

    private static JObject ToolCall(JObject call) => Delta("tool_calls", new JArray(call));

    private static IEnumerable<JObject> FunctionCall(JObject message, int? chunkLength)
    {
        if (message["function_call"] is not JObject call)
        {
            yield break;
        }

        yield return Delta("function_call", new JObject(new JProperty("name", call["name"]), new JProperty("arguments", "")));
        foreach (string piece in Pieces(call.Value<string>("arguments") ?? "", chunkLength))
        {
            yield return Delta("function_call", new JObject(new JProperty("arguments", piece)));
        }
    }

    private static IEnumerable<JObject> AudioOutput(JObject message, int? chunkLength)
    {
        if (message["audio"] is not JObject audio)
        {
            yield break;
        }

        yield return Delta("audio", new JObject(new JProperty("id", audio["id"])));
        foreach (string piece in Pieces(audio.Value<string>("transcript") ?? "", chunkLength))
        {
            yield return Delta("audio", new JObject(new JProperty("transcript", piece)));
        }

        yield return Delta("audio", new JObject(new JProperty("data", audio["data"]), new JProperty("expires_at", audio["expires_at"])));
    }

    private static IReadOnlyList<string> Pieces(string text, int? chunkLength) =>
        chunkLength is { } length ? Tokens.OfLength(text, length) : Tokens.Of(text);

    private static JObject Delta(string member, JToken value) => new(new JProperty(member, value));
}
