using Newtonsoft.Json.Linq;

using OpenAIChat;

namespace Codegen.Tests.Adoption;

/// <summary>
/// Editions of the contract made from ours, as the provider would publish them: its own words everywhere, and one change or all of a kind.
/// </summary>
internal static class Editions
{
    /// <summary>What every text of these editions says: none of it may reach our contract.</summary>
    public const string TheirWords = "Words of the provider.";

    private const string Part = "ChatCompletionRequestMessageContentPartVideo";
    private const string Stored = "/chat/completions/{completion_id}";

    /// <summary>Gets the kinds of additions.</summary>
    public static readonly IReadOnlyDictionary<string, Action<JObject>> Additions = new Dictionary<string, Action<JObject>>
    {
        ["members of the request"] = root => Request(root).Merge(JObject.Parse("""
            {
              "top_k": { "type": ["integer", "null"], "minimum": 1, "maximum": 100 },
              "safety_mode": { "type": "string", "enum": ["strict", "lenient"], "default": "strict" },
              "context_hints": { "type": "array", "items": { "type": "string", "maxLength": 64 }, "maxItems": 8 },
              "cache_hint": { "type": "object", "properties": { "ttl": { "type": "integer" }, "key": { "type": "string" } }, "required": ["key"] },
              "labels": { "type": "object", "additionalProperties": { "type": "string" } }
            }
            """)),
        ["members of the answer"] = root =>
        {
            Schemas(root)["CompletionCost"] = JObject.Parse("""
                { "type": "object", "properties": { "amount": { "type": "number" }, "currency": { "type": "string", "enum": ["usd", "eur"] } }, "required": ["amount"] }
                """);
            ((JObject)Schemas(root)["CreateChatCompletionResponse"]!["properties"]!).Merge(JObject.Parse("""
                { "region": { "type": "string" }, "cost": { "$ref": "#/components/schemas/CompletionCost" } }
                """));
        },
        ["values of enums"] = root =>
        {
            foreach (JArray values in new[] { "ReasoningEffort", "ServiceTier" }.Select(
                name => (JArray)Schemas(root)[name]!.SelectTokens("$..enum").First()))
            {
                values.Add("turbo");
            }
        },
        ["variants of unions"] = root =>
        {
            Schemas(root)[Part] = JObject.Parse("""
                {
                  "type": "object",
                  "properties": {
                    "type": { "type": "string", "enum": ["video_url"] },
                    "video_url": { "type": "object", "properties": { "url": { "type": "string", "format": "uri" } }, "required": ["url"] }
                  },
                  "required": ["type", "video_url"]
                }
                """);
            var parts = (JObject)Schemas(root)["ChatCompletionRequestUserMessageContentPart"]!;
            ((JArray)(parts["oneOf"] ?? parts["anyOf"])!).Add(JObject.Parse($$"""{ "$ref": "#/components/schemas/{{Part}}" }"""));
        },
        ["operations"] = root =>
        {
            Schemas(root)["CancelChatCompletionRequest"] = JObject.Parse(
                """{ "type": "object", "properties": { "reason": { "type": "string" } }, "required": ["reason"] }""");
            root["paths"]![$"{Stored}/cancel"] = JObject.Parse("""
                { "post": {
                  "operationId": "cancelChatCompletion", "summary": "", "tags": ["Chat"],
                  "parameters": [{ "name": "completion_id", "in": "path", "required": true, "schema": { "type": "string" } }],
                  "requestBody": { "required": true, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/CancelChatCompletionRequest" } } } },
                  "responses": { "200": { "description": "", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/CreateChatCompletionResponse" } } } } } } }
                """);
        },
        ["query parameters"] = root => ((JArray)root["paths"]!["/chat/completions"]!["get"]!["parameters"]!).Add(JObject.Parse("""
            { "name": "before", "in": "query", "schema": { "type": "string" } }
            """)),
    };

    /// <summary>Adds a member of each kind to what is sent, to a message in it, and to what is answered.</summary>
    public static void AddMembersOfEveryKind(JObject root)
    {
        Schemas(root)["NewDetail"] = JObject.Parse("""{ "type": "object", "required": ["key"], "properties": { "key": { "type": "string" }, "size": { "type": "integer" } } }""");
        JObject message = (JObject)Schemas(root)["ChatCompletionRequestUserMessage"]!.SelectTokens("$..properties").First();
        JObject answer = (JObject)Schemas(root)["CreateChatCompletionResponse"]!["properties"]!;
        foreach (JObject members in new[] { Request(root), message, answer })
        {
            members.Merge(JObject.Parse("""
                {
                  "new_text": { "type": "string", "maxLength": 8 },
                  "new_number": { "type": "number", "minimum": 0, "maximum": 10 },
                  "new_mode": { "type": "string", "enum": ["strict", "lenient"] },
                  "new_detail": { "$ref": "#/components/schemas/NewDetail" },
                  "new_list": { "type": "array", "items": { "type": "string" }, "maxItems": 3 },
                  "new_map": { "type": "object", "additionalProperties": { "type": "number" } },
                  "new_choice": { "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] }
                }
                """));
        }
    }

    /// <summary>Returns the edition that is ours in the provider's words.</summary>
    public static JObject Ours()
    {
        var root = (JObject)YamlFile.Parse("openapi.yaml", File.ReadAllText(Path.Combine(Repository.Root, "openapi/openapi.yaml")))!;
        foreach (JProperty text in root.Descendants().OfType<JProperty>()
            .Where(member => member.Name is "description" or "summary" && member.Value.Type == JTokenType.String).ToList())
        {
            text.Value = TheirWords;
        }

        foreach (JProperty extra in root.Descendants().OfType<JProperty>()
            .Where(member => member.Name.StartsWith("x-", StringComparison.Ordinal))
            .ToList())
        {
            extra.Remove();
        }

        ((JObject)root["components"]!).Remove("examples");
        foreach (JProperty examples in root.Descendants().OfType<JProperty>().Where(member => member.Name is "examples" or "headers")
            .ToList())
        {
            examples.Remove();
        }

        return root;
    }

    /// <summary>Returns our edition with changes.</summary>
    public static JObject With(params IEnumerable<Action<JObject>> changes)
    {
        JObject root = Ours();
        foreach (Action<JObject> change in changes)
        {
            change(root);
        }

        // A new member's words too.
        foreach (JObject schema in root.SelectTokens("$.components.schemas..properties").OfType<JObject>()
            .SelectMany(members => members.Properties())
            .Select(member => member.Value)
            .OfType<JObject>())
        {
            schema["description"] = TheirWords;
        }

        return root;
    }

    /// <summary>Turns the order of everything that has none.</summary>
    public static void Reverse(JObject root)
    {
        foreach (JObject members in root.SelectTokens("$.components.schemas..properties").OfType<JObject>().Append(Schemas(root))
            .Append((JObject)root["paths"]!)
            .ToList())
        {
            members.ReplaceAll(members.Properties().Reverse().ToList());
        }

        foreach (JArray items in root.SelectTokens("$.components.schemas..required").Concat(root.SelectTokens("$.components.schemas..enum"))
            .OfType<JArray>()
            .ToList())
        {
            items.ReplaceAll(items.Reverse().ToList());
        }
    }

    public static JObject Request(
        JObject root) => (JObject)Schemas(root)["CreateChatCompletionRequest"]!.SelectTokens("$..properties")
            .First(members => members["messages"] is not null);

    public static JObject Schemas(JObject root) => (JObject)root["components"]!["schemas"]!;
}
