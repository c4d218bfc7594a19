using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tests.Accumulation;

/// <summary>Cuts random completions into random chunks: put together they are what they were.</summary>
public sealed class RandomChunksTests
{
    private static readonly string[] Characters = ["a", "é", "😀", "\"", "\\", " ", "{", "}", "1"];

    [Test]
    public void Puts_any_completion_together_however_it_was_cut([Range(0, 199)] int seed)
    {
        var random = new Random(seed);
        JObject whole = Completion(random);
        var accumulator = new ChatCompletionAccumulator();

        foreach (JObject chunk in Cut(whole, random))
        {
            accumulator.Add(chunk.ToObject<CreateChatCompletionStreamResponse>()!);
            if (random.Next(5) == 0)
            {
                accumulator.ToResponse();
            }
        }

        var response = JToken.FromObject(accumulator.ToResponse());
        Assert.That(response, Is.EqualTo(whole).Using(JToken.EqualityComparer), () => $"{whole}\n{response}");
    }

    private static JObject Completion(Random random)
    {
        var choices = new JArray();
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            choices.Add(new JObject
            {
                ["finish_reason"] = random.Next(2) == 0 ? "stop" : "length",
                ["index"] = choices.Count,
                ["message"] = Message(random),
                ["logprobs"] = random.Next(2) == 0
                    ? JValue.CreateNull()
                    : new JObject { ["content"] = Logprobs(random), ["refusal"] = Logprobs(random) },
            });
        }

        return new JObject { ["id"] = "c1", ["object"] = "chat.completion", ["created"] = 1, ["model"] = "m", ["choices"] = choices };
    }

    private static JObject Message(Random random)
    {
        var message = new JObject { ["content"] = Text(random), ["refusal"] = Text(random), ["role"] = "assistant" };
        if (random.Next(2) == 0)
        {
            message["tool_calls"] = new JArray(Enumerable.Range(0, random.Next(1, 4)).Select(i => random.Next(2) == 0
                ? new JObject
                {
                    ["id"] = $"call_{i}",
                    ["type"] = "function",
                    ["function"] = new JObject { ["name"] = "f", ["arguments"] = Text(random) }
                }
                : new JObject
                {
                    ["id"] = $"call_{i}",
                    ["type"] = "custom",
                    ["custom"] = new JObject { ["name"] = "c", ["input"] = Text(random) }
                }));
        }

        if (random.Next(2) == 0)
        {
            message["audio"] = new JObject { ["id"] = "a1", ["expires_at"] = 5, ["data"] = Text(random), ["transcript"] = Text(random) };
        }

        if (random.Next(2) == 0)
        {
            message["reasoning_content"] = Text(random);
        }

        return message;
    }

    private static JArray Logprobs(Random random) => new(Enumerable.Range(0, random.Next(4)).Select(i =>
        new JObject { ["token"] = $"t{i}", ["logprob"] = -i, ["bytes"] = JValue.CreateNull(), ["top_logprobs"] = new JArray() }));

    // Cuts fall within the pair that is the smile, too.
    private static string Text(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Characters[random.Next(Characters.Length)]));

    // Each choice becomes a queue of deltas; the queues are emptied in random order.
    private static IEnumerable<JObject> Cut(JObject whole, Random random)
    {
        var queues = whole["choices"]!.Select(choice => new Queue<JObject>(CutChoice((JObject)choice, random))).ToList();
        while (queues.Count > 0)
        {
            var choices = new JArray();
            foreach (Queue<JObject> queue in queues.OrderBy(_ => random.Next()).Take(random.Next(1, queues.Count + 1)).ToList())
            {
                choices.Add(queue.Dequeue());
                if (queue.Count == 0)
                {
                    queues.Remove(queue);
                }
            }

            yield return new JObject
            {
                ["id"] = "c1",
                ["object"] = "chat.completion.chunk",
                ["created"] = 1,
                ["model"] = "m",
                ["obfuscation"] = "x",
                ["choices"] = choices
            };
        }
    }

    private static IEnumerable<JObject> CutChoice(JObject choice, Random random)
    {
        var pieces = new List<List<JObject>>();
        var message = (JObject)choice["message"]!;
        foreach (string name in new[] { "content", "refusal", "reasoning_content" })
        {
            if (message[name] is { } text)
            {
                pieces.Add(CutText((string)text!, random).Select(piece => new JObject { [name] = piece }).ToList());
            }
        }

        if (message["audio"] is { } audio)
        {
            pieces.Add([new JObject { ["audio"] = new JObject { ["id"] = audio["id"] } }, new JObject {
                ["audio"] = new JObject { ["expires_at"] = audio["expires_at"] } }]);
            foreach (string name in new[] { "data", "transcript" })
            {
                pieces.Add(CutText((string)audio[name]!, random).Select(piece => new JObject { ["audio"] = new JObject { [name] = piece } })
                    .ToList());
            }
        }

        JToken[] calls = message["tool_calls"]?.ToArray() ?? [];
        for (int i = 0; i < calls.Length; i++)
        {
            pieces.Add(CutCall((JObject)calls[i], i, random).Select(piece => new JObject { ["tool_calls"] = new JArray(piece) }).ToList());
        }

        var rest = pieces.Select(list => new Queue<JObject>(list)).Where(queue => queue.Count > 0).ToList();
        yield return Piece(choice, new JObject { ["role"] = "assistant", ["content"] = JValue.CreateNull() });
        while (rest.Count > 0)
        {
            Queue<JObject> queue = rest[random.Next(rest.Count)];
            yield return Piece(choice, queue.Dequeue());
            if (queue.Count == 0)
            {
                rest.Remove(queue);
            }
        }

        foreach (JObject logprobs in CutLogprobs(choice["logprobs"]))
        {
            JObject piece = Piece(choice, []);
            piece["logprobs"] = logprobs;
            yield return piece;
        }

        JObject last = Piece(choice, []);
        last["finish_reason"] = choice["finish_reason"];
        yield return last;
    }

    private static JObject Piece(JObject choice, JObject delta) =>
        new() { ["index"] = choice["index"], ["delta"] = delta, ["finish_reason"] = JValue.CreateNull() };

    private static IEnumerable<JObject> CutCall(JObject call, int index, Random random)
    {
        (string kind, string name) = (string?)call["type"] == "custom" ? ("custom", "input") : ("function", "arguments");
        yield return new JObject
        {
            ["index"] = index,
            ["id"] = call["id"],
            ["type"] = call["type"],
            [kind] = new JObject { ["name"] = call[kind]!["name"], [name] = "" }
        };
        foreach (string piece in CutText((string)call[kind]![name]!, random))
        {
            yield return new JObject { ["index"] = index, [kind] = new JObject { [name] = piece } };
        }
    }

    private static IEnumerable<JObject> CutLogprobs(JToken? logprobs)
    {
        if (logprobs is not JObject)
        {
            yield break;
        }

        yield return new JObject { ["content"] = new JArray(), ["refusal"] = new JArray() };
        foreach (string name in new[] { "content", "refusal" })
        {
            foreach (JToken token in logprobs[name]!)
            {
                yield return new JObject
                {
                    ["content"] = JValue.CreateNull(),
                    ["refusal"] = JValue.CreateNull(),
                    [name] = new JArray(token)
                };
            }
        }
    }

    private static IEnumerable<string> CutText(string text, Random random)
    {
        do
        {
            int length = random.Next(text.Length + 1);
            yield return text[..length];
            text = text[length..];
        }
        while (text.Length > 0);
    }
}
