using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Extensions.Tests.AI.RandomConversations;

/// <summary>What a server may answer, whole and as a stream, and what of it the next turn must send back.</summary>
internal sealed class RandomAnswer
{
    private readonly RandomJson json;

    public RandomAnswer(int seed)
    {
        json = new RandomJson(seed);
        Content = json.Maybe(70) ? json.Words() : null;
        Refusal = json.Maybe(15) ? json.Words() : null;
        Reasoning = json.Maybe(40) ? json.Words() : null;
        ReasoningName = json.Any("reasoning_content", "reasoning");
        Details = Reasoning is not null && json.Maybe(30) ? new JArray(new JObject { ["type"] = "reasoning.encrypted", ["data"] = json.Text() }) : null;
        Calls = json.Maybe(40) ? new JArray(Enumerable.Range(0, json.Next(3) + 1).Select(_ => Call())) : [];
        FinishReason = json.Any("stop", "tool_calls", "length", "eos_token");
        Usage = new JObject
        {
            ["prompt_tokens"] = json.Next(1000),
            ["completion_tokens"] = json.Next(1000),
            ["total_tokens"] = json.Next(2000),
            ["prompt_tokens_details"] = new JObject { ["cached_tokens"] = json.Next(10), ["audio_tokens"] = json.Next(10), ["image_tokens"] = json.Next(10), ["x_tokens"] = 3 },
            ["completion_tokens_details"] = new JObject { ["reasoning_tokens"] = json.Next(10), ["audio_tokens"] = json.Next(10) },
        };
        Unknown = json.Object();
    }

    public string? Content { get; }

    public string? Refusal { get; }

    public string? Reasoning { get; }

    public string ReasoningName { get; }

    public JArray? Details { get; }

    public JArray Calls { get; }

    public string FinishReason { get; }

    public JObject Usage { get; }

    /// <summary>Gets members of the completion that no contract knows.</summary>
    public JObject Unknown { get; }

    public string Id { get; } = "chatcmpl-1";

    /// <summary>Gets the completion.</summary>
    public string Whole()
    {
        var message = new JObject { ["role"] = "assistant", ["content"] = Content, ["refusal"] = Refusal };
        AddReasoning(message, Reasoning);
        if (Details is not null)
        {
            message["reasoning_details"] = Details;
        }

        if (Calls.Count > 0)
        {
            message["tool_calls"] = Calls;
        }

        var completion = Envelope("chat.completion", new JObject { ["index"] = 0, ["message"] = message, ["finish_reason"] = FinishReason });
        completion["usage"] = Usage;
        return completion.ToString(Formatting.None);
    }

    /// <summary>Gets the same answer as events, cut at random.</summary>
    public string Streamed()
    {
        var events = new StringBuilder();
        Send(new JObject { ["role"] = "assistant", ["content"] = "" });
        foreach (string piece in json.Cut(Reasoning ?? ""))
        {
            var delta = new JObject();
            AddReasoning(delta, piece);
            Send(delta);
        }

        if (Details is not null)
        {
            Send(new JObject { ["reasoning_details"] = Details });
        }

        foreach (string piece in json.Cut(Content ?? ""))
        {
            Send(new JObject { ["content"] = piece });
        }

        foreach (string piece in json.Cut(Refusal ?? ""))
        {
            Send(new JObject { ["refusal"] = piece });
        }

        for (int i = 0; i < Calls.Count; i++)
        {
            foreach (JObject piece in CallPieces((JObject)Calls[i], i))
            {
                Send(new JObject { ["tool_calls"] = new JArray(piece) });
            }
        }

        Send([], FinishReason);
        var last = Envelope("chat.completion.chunk", choice: null);
        last["usage"] = Usage;
        return events.Append("data: ").Append(last.ToString(Formatting.None)).Append("\n\ndata: [DONE]\n\n").ToString();

        void Send(JObject delta, string? finishReason = null)
        {
            JObject chunk = Envelope("chat.completion.chunk", new JObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finishReason });
            events.Append("data: ").Append(chunk.ToString(Formatting.None)).Append("\n\n");
        }
    }

    /// <summary>Gets the assistant message that repeats the answer; arguments are compared as JSON.</summary>
    public JObject Repeated()
    {
        var message = new JObject { ["role"] = "assistant" };
        if (Content is not null)
        {
            message["content"] = Content;
        }
        else if (Calls.Count > 0)
        {
            message["content"] = JValue.CreateNull();
        }
        else if (Refusal is null)
        {
            message["content"] = "";
        }

        if (Refusal is not null)
        {
            message["refusal"] = Refusal;
        }

        AddReasoning(message, Reasoning);
        if (Details is not null)
        {
            message["reasoning_details"] = Details;
        }

        if (Calls.Count > 0)
        {
            message["tool_calls"] = Calls.DeepClone();
        }

        return message;
    }

    private void AddReasoning(JObject message, string? text)
    {
        if (text is not null)
        {
            message[ReasoningName] = text;
        }
    }

    private JObject Call()
    {
        if (json.Maybe(10))
        {
            return new JObject { ["id"] = json.Id("call"), ["type"] = "shell", ["shell"] = new JObject { ["command"] = json.Text() } };
        }

        if (json.Maybe(20))
        {
            return new JObject
            {
                ["id"] = json.Id("call"),
                ["type"] = "custom",
                ["custom"] = new JObject { ["name"] = json.Name(), ["input"] = json.Text() },
            };
        }

        var call = new JObject
        {
            ["id"] = json.Id("call"),
            ["type"] = "function",
            ["function"] = new JObject { ["name"] = json.Name(), ["arguments"] = json.Object().ToString(Formatting.None) },
        };
        if (json.Maybe(20))
        {
            // A signature of the model's thoughts, which has to come back with the call.
            call["extra_content"] = new JObject { ["signature"] = json.Text() };
        }

        return call;
    }

    private IEnumerable<JObject> CallPieces(JObject call, int index)
    {
        if ((string?)call["type"] == "shell")
        {
            var whole = (JObject)call.DeepClone();
            whole["index"] = index;
            yield return whole;
            yield break;
        }

        bool isCustom = (string?)call["type"] == "custom";
        (string kind, string member) = isCustom ? ("custom", "input") : ("function", "arguments");
        var start = (JObject)call.DeepClone();
        start["index"] = index;
        var text = (string)start[kind]![member]!;
        start[kind]![member] = "";
        yield return start;
        foreach (string piece in json.Cut(text))
        {
            yield return new JObject { ["index"] = index, [kind] = new JObject { [member] = piece } };
        }
    }

    private JObject Envelope(string kind, JObject? choice)
    {
        var envelope = new JObject
        {
            ["id"] = Id,
            ["object"] = kind,
            ["created"] = 1_790_000_000,
            ["model"] = "gpt-5.4-2026",
            ["service_tier"] = "flex",
            ["system_fingerprint"] = "fp_1",
            ["choices"] = choice is null ? new JArray() : new JArray(choice),
        };
        foreach (JProperty member in Unknown.Properties())
        {
            envelope["x_" + member.Name] = member.Value;
        }

        return envelope;
    }
}
