using Microsoft.Extensions.AI;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Extensions.Tests.AI.RandomConversations;

/// <summary>
/// A message of Microsoft.Extensions.AI with anything in it that its role can carry, and the messages that the server must receive.
/// </summary>
internal sealed class RandomMessage
{
    private readonly RandomJson json;

    public RandomMessage(RandomJson json)
    {
        this.json = json;
        Expected = [];
        string role = json.Any("system", "developer", "user", "user", "assistant", "assistant", "tool", "critic");
        Message = new ChatMessage(new ChatRole(role), new List<AIContent>())
        {
            MessageId = json.Maybe() ? json.Id("msg") : null,
            CreatedAt = json.Maybe() ? DateTimeOffset.UnixEpoch.AddSeconds(json.Next(1_000_000)) : null,
            AdditionalProperties = json.Maybe(20) ? new AdditionalPropertiesDictionary { ["mine"] = json.Text(), ["number"] = json.Next(10) } : null,
        };
        switch (role)
        {
            case "tool": AddResults(); break;
            case "assistant": AddAssistant(); break;
            case "user": AddParts(role, [Text, Image, ImageByAddress, Audio, Document, HostedFile]); break;
            case "critic": AddUnknownRole(); break;
            default: AddParts(role, [Text]); break;
        }

        if (json.Maybe(20))
        {
            Message.Contents.Add(new UsageContent(new UsageDetails { InputTokenCount = json.Next(10) }));
        }
    }

    public ChatMessage Message { get; }

    public JArray Expected { get; }

    private void AddParts(string role, Func<(AIContent Content, JObject Part)>[] kinds)
    {
        var parts = new JArray();
        for (int i = json.Next(4); i > 0; i--)
        {
            var (content, part) = json.Any(kinds)();
            Message.Contents.Add(content);
            parts.Add(part);
        }

        JToken sent = parts switch
        {
            [] => "",
            [JObject only] when (string?)only["type"] == "text" => only["text"]!,
            _ => parts,
        };
        AddExpected(new JObject { ["role"] = role, ["content"] = sent });
    }

    private void AddUnknownRole()
    {
        string text = json.Text();
        Message.Contents.Add(new TextContent(text));
        AddExpected(new JObject { ["role"] = "critic", ["content"] = text });
    }

    private void AddAssistant()
    {
        var expected = new JObject { ["role"] = "assistant" };
        string? text = json.Maybe(70) ? json.Words() : null;
        var calls = new JArray();
        if (json.Maybe(30))
        {
            string reasoning = json.Words();
            Message.Contents.Add(new TextReasoningContent(reasoning));
            expected["reasoning_content"] = reasoning;
        }

        if (text is not null)
        {
            Message.Contents.Add(new TextContent(text));
        }

        for (int i = json.Maybe(40) ? json.Next(3) : 0; i > 0; i--)
        {
            JObject arguments = json.Object();
            (string id, string name) = (json.Id("call"), json.Name());
            Message.Contents.Add(new FunctionCallContent(id, name, Clr(arguments)));
            calls.Add(new JObject { ["id"] = id, ["type"] = "function", ["function"] = new JObject { ["name"] = name, ["arguments"] = arguments.ToString(Newtonsoft.Json.Formatting.None) } });
        }

        string? refusal = json.Maybe(20) ? json.Words() : null;
        if (refusal is not null)
        {
            Message.Contents.Add(new ErrorContent(refusal) { ErrorCode = "Refusal" });
            expected["refusal"] = refusal;
        }

        if (text is not null || (calls.Count == 0 && refusal is null))
        {
            expected["content"] = text ?? "";
        }
        else if (calls.Count > 0)
        {
            expected["content"] = JValue.CreateNull();
        }

        if (calls.Count > 0)
        {
            expected["tool_calls"] = calls;
        }

        AddExpected(expected);
    }

    private void AddResults()
    {
        for (int i = json.Next(3) + 1; i > 0; i--)
        {
            string id = json.Id("call");
            (object? result, string text) = Result();
            Message.Contents.Add(new FunctionResultContent(id, result));
            Expected.Add(new JObject { ["role"] = "tool", ["tool_call_id"] = id, ["content"] = text });
        }
    }

    private (object? Result, string Text) Result()
    {
        string text = json.Text();
        int number = json.Next(100);
        return json.Next(5) switch
        {
            0 => (null, ""),
            1 => (text, text),
            2 => (number, $"{number}"),
            3 => (new TextContent(text), text),
            _ => (new List<AIContent> { new TextContent(text), new TextContent("!") }, text + "!"),
        };
    }

    private void AddExpected(JObject message)
    {
        if (json.Maybe(30))
        {
            Message.AuthorName = "Ann_" + json.Any("1", "É-", " ");
            message["name"] = Message.AuthorName.EndsWith('1') ? "Ann_1" : "Ann_";
        }

        Expected.Add(message);
    }

    private (AIContent Content, JObject Part) Text()
    {
        string text = json.Text();
        return (new TextContent(text), new JObject { ["type"] = "text", ["text"] = text });
    }

    private (AIContent Content, JObject Part) Image()
    {
        byte[] bytes = Bytes();
        return (new DataContent(bytes, "image/png"), ImagePart($"data:image/png;base64,{Convert.ToBase64String(bytes)}", detail: null));
    }

    private (AIContent Content, JObject Part) ImageByAddress()
    {
        string url = $"https://example.com/{json.Next(100)}.png?x=%20y";
        string? detail = json.Any(null, "low", "high");
        var content = new UriContent(url, "image/png") { AdditionalProperties = detail is null ? null : new AdditionalPropertiesDictionary { ["detail"] = detail } };
        return (content, ImagePart(url, detail));
    }

    private static JObject ImagePart(string url, string? detail)
    {
        var image = new JObject { ["url"] = url };
        if (detail is not null)
        {
            image["detail"] = detail;
        }

        return new JObject { ["type"] = "image_url", ["image_url"] = image };
    }

    private (AIContent Content, JObject Part) Audio()
    {
        byte[] bytes = Bytes();
        var (mediaType, format) = json.Any(("audio/wav", "wav"), ("audio/mpeg", "mp3"));
        return (new DataContent(bytes, mediaType), new JObject
        {
            ["type"] = "input_audio",
            ["input_audio"] = new JObject { ["data"] = Convert.ToBase64String(bytes), ["format"] = format },
        });
    }

    private (AIContent Content, JObject Part) Document()
    {
        byte[] bytes = Bytes();
        string? name = json.Maybe() ? "plan.pdf" : null;
        return (new DataContent(bytes, "application/pdf") { Name = name }, new JObject
        {
            ["type"] = "file",
            ["file"] = new JObject { ["file_data"] = $"data:application/pdf;base64,{Convert.ToBase64String(bytes)}", ["filename"] = name ?? "document.pdf" },
        });
    }

    private (AIContent Content, JObject Part) HostedFile()
    {
        string id = json.Id("file");
        return (new HostedFileContent(id), new JObject { ["type"] = "file", ["file"] = new JObject { ["file_id"] = id } });
    }

    private byte[] Bytes() => [.. Enumerable.Range(0, json.Next(20) + 1).Select(_ => (byte)json.Next(256))];

    // As a program makes arguments: values of .NET, and JSON elements where there is no other.
    private static Dictionary<string, object?> Clr(JObject arguments) => arguments.Properties().ToDictionary(static member => member.Name, static member => member.Value switch
    {
        JValue { Type: JTokenType.Null } => null,
        JRaw number => System.Text.Json.JsonDocument.Parse((string)number.Value!).RootElement.Clone(),
        JValue { Value: string or long or bool } value => value.Value,
        var other => System.Text.Json.JsonDocument.Parse(other.ToString(Newtonsoft.Json.Formatting.None)).RootElement.Clone(),
    });
}
