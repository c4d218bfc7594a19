using Codegen.Diff;
using Codegen.Lowering;
using Newtonsoft.Json.Linq;

namespace Codegen.Tests.Diff;

/// <summary>Six editions in the provider's style: what changes between each and the next, and nothing else, is told.</summary>
internal sealed class EditionDiffTests
{
    private const string First = """
        openapi: 3.1.0
        info: { title: Chat, version: "1" }
        paths:
          /chat/completions:
            get:
              operationId: listChatCompletions
              parameters:
                - { name: limit, in: query, schema: { type: integer, default: 20 } }
              responses: { "200": { description: OK, content: { application/json: { schema: { $ref: "#/components/schemas/ChatCompletionList" } } } } }
            post:
              operationId: createChatCompletion
              requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/CreateChatCompletionRequest" } } } }
              responses:
                "200":
                  description: OK
                  content:
                    application/json: { schema: { $ref: "#/components/schemas/CreateChatCompletionResponse" } }
                    text/event-stream: { schema: { $ref: "#/components/schemas/CreateChatCompletionStreamResponse" } }
        components:
          schemas:
            CreateChatCompletionRequest:
              type: object
              required: [messages, model]
              properties:
                messages: { type: array, minItems: 1, items: { $ref: "#/components/schemas/Message" } }
                model: { anyOf: [ { type: string }, { type: string, enum: [small, large] } ] }
                seed: { anyOf: [ { type: integer, format: int64 }, { type: "null" } ] }
                stop: { anyOf: [ { type: string }, { type: array, items: { type: string } } ] }
                stream: { type: boolean, default: false }
            Message: { oneOf: [ { $ref: "#/components/schemas/SystemMessage" }, { $ref: "#/components/schemas/UserMessage" } ] }
            SystemMessage: { type: object, required: [role, content], properties: { role: { type: string, enum: [system] }, content: { type: string } } }
            UserMessage: { type: object, required: [role, content, name], properties: { role: { type: string, enum: [user] }, content: { type: string }, name: { type: string } } }
            CreateChatCompletionResponse:
              type: object
              required: [id, choices]
              properties:
                id: { type: string }
                choices: { type: array, items: { $ref: "#/components/schemas/Choice" } }
                system_fingerprint: { type: string }
            Choice: { type: object, required: [index, text], properties: { index: { type: integer }, text: { type: string } } }
            CreateChatCompletionStreamResponse: { type: object, required: [id], properties: { id: { type: string }, delta: { type: string } } }
            ChatCompletionList: { type: object, required: [data], properties: { data: { type: array, items: { $ref: "#/components/schemas/CreateChatCompletionResponse" } } } }
        """;

    // What is swapped, said in other words, or bounded where nothing can be beyond: nothing changes.
    private static readonly string Second = Edit(
        First,
        ("required: [messages, model]", "required: [model, messages]"),
        ("{ type: integer, format: int64 }", "{ type: integer, minimum: -9223372036854776000, maximum: 9223372036854776000 }"),
        ("{ anyOf: [ { type: string }, { type: array, items: { type: string } } ] }",
            "{ anyOf: [ { type: string, default: <|end|> }, { type: array, items: { type: string } } ] }"),
        ("system_fingerprint: { type: string }", "system_fingerprint: { type: [string, \"null\"] }"));

    // Additions alone.
    private static readonly string Third = Edit(
        Second,
        ("    post:\n", "    delete: { operationId: deleteChatCompletions, responses: { \"204\": { description: Gone } } }\n    post:\n"),
        ("- { name: limit,", "- { name: after, in: query, schema: { type: string } }\n        - { name: limit,"),
        ("enum: [small, large]", "enum: [small, large, huge]"),
        ("required: [id, choices]", "required: [id, choices, usage]"),
        ("        id: { type: string }\n        choices:", "        id: { type: string }\n        usage: { type: object, required: "
            + "[total], properties: { total: { type: integer } } }\n        choices:"),
        ("stream: { type: boolean", "verbosity: { type: string, enum: [low, high] }\n        stream: { type: boolean"));

    // A new variant, and a deprecation.
    private static readonly string Fourth = Edit(
        Third,
        ("{ $ref: \"#/components/schemas/UserMessage\" } ]",
            "{ $ref: \"#/components/schemas/UserMessage\" }, { $ref: \"#/components/schemas/ToolMessage\" } ]"),
        ("    UserMessage:", "    ToolMessage: { type: object, required: [role, content], properties: { role: { type: string, enum: "
            + "[tool] }, content: { type: string } } }\n    UserMessage:"),
        ("verbosity: { type: string,", "verbosity: { type: string, deprecated: true,"));

    // Removals, a rename, and bounds that tighten.
    private static readonly string Fifth = Edit(
        Fourth,
        ("        verbosity: { type: string, deprecated: true, enum: [low, high] }\n", ""),
        ("minItems: 1", "minItems: 2"),
        ("Choice: {", "CompletionChoice: {"),
        ("schemas/Choice\"", "schemas/CompletionChoice\""));

    // A constructor changes: a required member more, another of another type.
    private static readonly string Sixth = Edit(
        Fifth,
        ("required: [role, content, name]", "required: [role, content, name, id]"),
        ("name: { type: string } } }", "name: { type: string }, id: { type: integer } } }"),
        ("{ role: { type: string, enum: [system] }, content: { type: string } }",
            "{ role: { type: string, enum: [system] }, content: { type: array, items: { type: string } } }"));

    private static IEnumerable<TestCaseData> Neighbours()
    {
        yield return new TestCaseData(First, Second, Array.Empty<string>()).SetArgDisplayNames("second");
        yield return new TestCaseData(Second, Third, new[]
        {
            "  deleteChatCompletions: new operation `DELETE /chat/completions`; implementers of `IChatApi` must add `DeleteChatCompletionsAsync`",
            "  listChatCompletions: new optional query parameter `after`",
            "  CreateChatCompletionRequest.verbosity: new optional member, `CreateChatCompletionRequestVerbosity`",
            "  CreateChatCompletionRequestModel: new value `huge`",
            "  CreateChatCompletionRequestVerbosity: new type, an enum",
            "  CreateChatCompletionResponse.usage: new required member, `CreateChatCompletionResponseUsage`",
            "  CreateChatCompletionResponseUsage: new type, an object",
        }).SetArgDisplayNames("third");
        yield return new TestCaseData(Third, Fourth, new[]
        {
            "  CreateChatCompletionRequest.verbosity: is now deprecated: The API has deprecated verbosity.",
            "  Message: new variant `tool`",
            "  ToolMessage: new type, an object",
        }).SetArgDisplayNames("fourth");
        yield return new TestCaseData(Fourth, Fifth, new[]
        {
            "- CompletionChoice: the type `Choice` is now called `CompletionChoice`",
            "- CreateChatCompletionRequest.messages: the minimum number of items 1 → 2",
            "- CreateChatCompletionRequest.verbosity: the member is gone",
            "- CreateChatCompletionRequestVerbosity: the type is gone",
        }).SetArgDisplayNames("fifth");
        yield return new TestCaseData(Fifth, Sixth, new[]
        {
            "- SystemMessage.content: is now `IList<string>`, no longer `string`",
            "- SystemMessage: the constructor is now `SystemMessage(IList<string> content)`, no longer `SystemMessage(string content)`",
            "- UserMessage: the constructor is now `UserMessage(int id, string name, string content)`, no longer `UserMessage(string name, string content)`",
            "- UserMessage.id: new required member, `int`",
        }).SetArgDisplayNames("sixth");
    }

    [TestCaseSource(nameof(Neighbours))]
    public void What_changes_between_neighbours_is_told_and_nothing_else(string before, string after, string[] expected) =>
        Assert.That(Between(before, after), Is.EquivalentTo(expected));

    [Test]
    public void An_edition_that_takes_back_what_the_last_one_added_breaks_with_each_of_it()
    {
        string[] changes = Between(Third, Second);

        Assert.That(changes.Where(change => change.StartsWith('-')), Has.Exactly(7).Items);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void With_everything_reversed_that_may_be_nothing_changes(bool isWhole)
    {
        string text = isWhole ? Lowering.ProviderDocument.Yaml : Sixth;
        var config = new LoweringConfig { Operations = isWhole ? [.. Lowering.ProviderDocument.LeftOut()] : [] };
        var document = ContractDocument.Parse("contract.yaml", text);
        var reversed = ContractDocument.Parse("reversed.json", Reverse(document.Root).ToString());

        Assert.That(ContractDiff.Between(new ContractLowering(document, config), new ContractLowering(reversed, config))
            .Select(change => change.Text), Is.Empty);
    }

    /// <summary>Reverses the schemas, the paths, the members of objects and what is required: orders that mean nothing.</summary>
    private static JToken Reverse(JToken token, string name = "") => token switch
    {
        JObject members => new JObject((name is "schemas" or "paths" or "properties"
            ? members.Properties().Reverse()
            : members.Properties())
            .Select(
                member => new JProperty(
                    member.Name, Reverse(member.Value, name is "properties" or "schemas" or "paths" ? "" : member.Name)))),
        JArray items => new JArray((name is "required" or "parameters" ? items.Reverse() : items).Select(item => Reverse(item))),
        _ => token.DeepClone(),
    };

    private static string[] Between(string before, string after) =>
        [.. ContractDiff.Between(Lower(before), Lower(after))
            .Select(change => $"{(change.IsBreaking ? "-" : " ")} {change.Subject}: {change.Text}")];

    private static ContractLowering Lower(string text) => new(ContractDocument.Parse("contract.yaml", text), new LoweringConfig());

    private static string Edit(string edition, params (string Old, string New)[] edits)
    {
        foreach ((string old, string @new) in edits)
        {
            Assert.That(edition, Does.Contain(old));
            edition = edition.Replace(old, @new, StringComparison.Ordinal);
        }

        return edition;
    }
}
