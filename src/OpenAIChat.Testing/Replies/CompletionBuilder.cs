using System.Globalization;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>Builds the completion that says what a reply says and has what the request asks for.</summary>
internal static class CompletionBuilder
{
    public static JObject Build(JObject request, CompletionContent content, string id, long created)
    {
        if (content.Whole is { } whole)
        {
            return Complete(whole, request, id, created);
        }

        int choiceCount = request["n"] is JValue { Value: long n } ? (int)n : 1;
        var choices = new JArray();
        int completionTokens = 0;
        for (int index = 0; index < choiceCount; index++)
        {
            CompletionContent said = OutputLimits.Apply(OfChoice(content, index), request);
            JObject message = Message(request, said, index, id);
            completionTokens += CountTokens(message);
            choices.Add(Choice(request, said, message, index));
        }

        var completion = new JObject(
            new JProperty("id", id),
            new JProperty("object", "chat.completion"),
            new JProperty("created", created),
            new JProperty("model", request["model"]),
            new JProperty("choices", choices),
            new JProperty("usage", UsageOf(request, content, completionTokens)),
            new JProperty("service_tier", ServiceTier(request)),
            new JProperty("system_fingerprint", "fp_offline"));
        if (request["metadata"] is JObject metadata)
        {
            completion.Add("metadata", metadata.DeepClone());
        }

        if (Moderation.Asked(request))
        {
            completion.Add("moderation", Moderation.Of(request));
        }

        return completion;
    }

    private static JObject Complete(JObject whole, JObject request, string id, long created)
    {
        var completion = (JObject)whole.DeepClone();
        completion["id"] ??= id;
        completion["object"] ??= "chat.completion";
        completion["created"] ??= created;
        completion["model"] ??= request["model"];
        return completion;
    }

    private static CompletionContent OfChoice(CompletionContent content, int index) =>
        content.Texts.Length < 2 ? content : content with { Texts = [content.Texts[Math.Min(index, content.Texts.Length - 1)]] };

    private static JObject Message(JObject request, CompletionContent content, int index, string id)
    {
        string? text = content.Texts is [var only] ? only : null;
        var message = new JObject(
            new JProperty("role", "assistant"),
            new JProperty("content", text),
            new JProperty("refusal", content.Refusal));
        if (content.IsLegacyFunctionCall && content.ToolCalls.Length > 0)
        {
            message.Add("function_call", FunctionCall(content.ToolCalls[0]));
        }
        else if (content.ToolCalls.Length > 0)
        {
            string suffix = id[(id.LastIndexOf('-') + 1)..];
            message.Add("tool_calls", new JArray(content.ToolCalls.Select((call, i) => ToolCall(request, call, content.ToolCallIds switch
            {
                null => string.Create(CultureInfo.InvariantCulture, $"call_{suffix}_{index}_{i}"),
                [] => null,
                { } ids => ids[Math.Min(i, ids.Length - 1)],
            }))));
        }

        if (text is not null && Audio.Asked(request))
        {
            message["content"] = null;
            message.Add("audio", Audio.Of(text, request.TextAt("audio", "format"), id, index));
        }

        return message;
    }

    private static JObject FunctionCall(ScriptedCall call) => new(
        new JProperty("name", call.Name),
        new JProperty("arguments", call.Arguments));

    private static JObject ToolCall(JObject request, ScriptedCall call, string? id)
    {
        bool isCustom = request.ObjectsAt("tools").Any(tool => tool.TextAt("custom", "name") == call.Name);
        var json = new JObject(
            new JProperty("type", isCustom ? "custom" : "function"),
            isCustom
                ? new JProperty("custom", new JObject(new JProperty("name", call.Name), new JProperty("input", call.Arguments)))
                : new JProperty("function", FunctionCall(call)));
        if (id is not null)
        {
            json.AddFirst(new JProperty("id", id));
        }

        return json;
    }

    private static JObject Choice(JObject request, CompletionContent content, JObject message, int index)
    {
        string finishReason = content.FinishReason
            ?? (content.IsLegacyFunctionCall ? "function_call" : content.ToolCalls.Length > 0 ? "tool_calls" : "stop");
        return new JObject(
            new JProperty("index", index),
            new JProperty("message", message),
            new JProperty("logprobs", Logprobs.Asked(request) ? Logprobs.Of(request, content, message) : null),
            new JProperty("finish_reason", finishReason));
    }

    private static int CountTokens(JObject message) =>
        message.Descendants().OfType<JProperty>()
            .Where(member => member.Name is "content" or "refusal" or "arguments" or "input" or "transcript")
            .Sum(member => Tokens.Count((string?)member.Value ?? ""));

    private static JObject UsageOf(JObject request, CompletionContent content, int completionTokens) => content.Usage is { } given
        ? Usage.Of(given.Prompt, given.Completion)
        : Usage.Of(Usage.CountPrompt(request), completionTokens);

    private static JToken ServiceTier(JObject request) =>
        request["service_tier"] is JValue { Value: string and not "auto" } tier ? tier : "default";
}
