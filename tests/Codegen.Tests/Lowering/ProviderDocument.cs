using Codegen.Lowering;

namespace Codegen.Tests.Lowering;

/// <summary>
/// A whole document in the provider's style, our own: every kind of operation and schema that such documents have, for each of many
/// resources.
/// </summary>
internal static class ProviderDocument
{
    /// <summary>The resources, named as providers name them; some names are those of C# or of the framework.</summary>
    public static readonly string[] Resources =
    [
        "Assistant", "Thread", "Run", "Message", "File", "Upload", "Batch", "Eval", "Model", "Response", "Conversation", "Container",
        "Skill", "Video",
        "Object", "Task", "Certificate", "Project", "Role", "Group", "User", "Invite", "Webhook", "Realtime",
    ];

    /// <summary>What becomes of the operations of each resource, by their id without its resource; what is not listed is right.</summary>
    public static readonly IReadOnlyDictionary<string, string> Refused = new Dictionary<string, string>
    {
        ["upload"] = "is not JSON (multipart/form-data)",
        ["attach"] = "holds a file, 'file'",
        ["download"] = "is a plain string, which is how contracts describe the content of a file",
        ["render"] = "neither JSON nor an event stream (image/png, video/mp4)",
        ["speak"] = "neither JSON nor an event stream (application/octet-stream, text/event-stream)",
        ["tail"] = "a stream of application/x-ndjson",
        ["fetch"] = "does not describe the content of the answer with the status 200",
    };

    public static string Yaml => $$"""
        openapi: 3.1.0
        info: { title: Provider, version: "2.3.0" }
        servers: [ { url: "https://api.example.com/v1" } ]
        paths:
        {{string.Concat(Resources.Select(name => Fill(Paths, name)))}}
        components:
          schemas:
        {{Shared}}
        {{string.Concat(Resources.Select(name => Fill(Schemas, name)))}}
        """;

    /// <summary>Gets the patterns that leave out what is refused, from the refusals themselves.</summary>
    public static IEnumerable<string> LeftOut()
    {
        var document = ContractDocument.Parse("provider.yaml", Yaml);
        var refused = Assert.Throws<ContractException>(() => _ = new ContractLowering(document, new LoweringConfig()))!;
        return refused.Message.Split('\n').Select(line => line.Split('"').Single(part => part.StartsWith('!')));
    }

    private static string Fill(string template, string name) => template
        .Replace("%R%", name, StringComparison.Ordinal)
        .Replace("%r%", name.ToLowerInvariant(), StringComparison.Ordinal);

    private const string Paths = """
          /%r%s:
            get:
              operationId: list%R%s
              tags: ["%R%s"]
              parameters:
                - { name: limit, in: query, schema: { type: integer, default: 20, minimum: 1, maximum: 100 } }
                - { name: order, in: query, schema: { type: string, enum: [asc, desc], default: desc } }
                - { name: "include[]", in: query, schema: { type: array, items: { $ref: "#/components/schemas/%R%Includable" } } }
                - { name: created, in: query, style: deepObject, schema: { type: object, properties: { gt: { type: integer }, lt: { type: integer } } } }
                - { name: metadata, in: query, schema: { $ref: "#/components/schemas/Metadata" } }
                - { name: session, in: cookie, schema: { type: string } }
              responses:
                "200": { description: OK, content: { application/json: { schema: { $ref: "#/components/schemas/List%R%sResponse" } } } }
                default: { description: Error, content: { application/json: { schema: { $ref: "#/components/schemas/ErrorResponse" } } } }
            post:
              operationId: create%R%
              requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Create%R%Request" } } } }
              responses:
                "200":
                  description: OK
                  headers: { X-Request-Id: { schema: { type: string } } }
                  content:
                    application/json: { schema: { $ref: "#/components/schemas/%R%" } }
                    text/event-stream: { schema: { $ref: "#/components/schemas/%R%StreamEvent" } }
          /%r%s/{%r%_id}:
            parameters: [ { name: "%r%_id", in: path, required: true, schema: { type: string } } ]
            get:
              operationId: get%R%
              parameters: [ { name: OpenAI-Beta, in: header, schema: { type: string } } ]
              responses: { "200": { description: OK, content: { application/json: { schema: { $ref: "#/components/schemas/%R%" } } } } }
            post:
              operationId: modify%R%
              requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Modify%R%Request" } } } }
              responses:
                "200": { description: OK, content: { application/json: { schema: { $ref: "#/components/schemas/%R%" } } } }
                "201": { description: OK, content: { application/json: { schema: { $ref: "#/components/schemas/%R%" } } } }
            delete:
              operationId: delete%R%
              responses: { "204": { description: Deleted } }
          /%r%s/{%r%_id}/content:
            get:
              operationId: download%R%
              parameters: [ { name: "%r%_id", in: path, required: true, schema: { type: string } } ]
              responses: { "200": { description: OK, content: { application/json: { schema: { type: string } } } } }
            put:
              operationId: upload%R%
              parameters: [ { name: "%r%_id", in: path, required: true, schema: { type: string } } ]
              requestBody: { content: { multipart/form-data: { schema: { $ref: "#/components/schemas/Upload%R%Request" } } } }
              responses: { "200": { description: OK, content: { application/json: { schema: { $ref: "#/components/schemas/%R%" } } } } }
            delete:
              operationId: clear%R%
              parameters: [ { name: "%r%_id", in: path, required: true, schema: { type: string } } ]
              responses: { "202": { description: Accepted, headers: { Location: { schema: { type: string } } } } }
          /%r%s/{%r%_id}/raw:
            get:
              operationId: fetch%R%
              responses: { "200": { description: Success } }
            post:
              operationId: attach%R%
              requestBody:
                content:
                  multipart/form-data: { schema: { $ref: "#/components/schemas/Upload%R%Request" } }
                  application/json: { schema: { $ref: "#/components/schemas/Upload%R%Request" } }
              responses: { "200": { description: OK, content: { application/json: { schema: { $ref: "#/components/schemas/%R%" } } } } }
            patch:
              operationId: edit%R%
              requestBody:
                content:
                  multipart/form-data: { schema: { $ref: "#/components/schemas/Upload%R%Request" } }
                  application/json: { schema: { $ref: "#/components/schemas/Modify%R%Request" } }
              responses: { "200": { description: OK, content: { application/json: { schema: { $ref: "#/components/schemas/%R%" } } } } }
          /%r%s/{%r%_id}/media:
            get:
              operationId: render%R%
              responses: { "200": { description: OK, content: { image/png: {}, video/mp4: { schema: { type: string, format: binary } } } } }
            post:
              operationId: speak%R%
              requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Modify%R%Request" } } } }
              responses:
                "200":
                  description: OK
                  content:
                    application/octet-stream: { schema: { type: string, format: binary } }
                    text/event-stream: { schema: { $ref: "#/components/schemas/%R%StreamEvent" } }
          /%r%s/{%r%_id}/items:
            get:
              operationId: list%R%Items
              parameters: [ { name: after, in: query, schema: { anyOf: [ { type: string }, { type: "null" } ] } } ]
              responses: { "200": { description: OK, content: { application/json: { schema: { $ref: "#/components/schemas/%R%ItemList" } } } } }
            post:
              operationId: create%R%Items
              requestBody:
                content:
                  application/json:
                    schema:
                      required: [items]
                      properties: { items: { type: array, maxItems: 20, items: { $ref: "#/components/schemas/%R%Item" } }, filters: { $ref: "#/components/schemas/%R%Filter" } }
              responses: { "200": { description: OK, content: { application/json: { schema: { $ref: "#/components/schemas/%R%ItemList" } } } } }
            put:
              operationId: replace%R%Items
              requestBody:
                content:
                  application/json: { schema: { oneOf: [ { $ref: "#/components/schemas/Plain%R%Request" }, { $ref: "#/components/schemas/Streaming%R%Request" } ] } }
              responses:
                "200":
                  description: OK
                  content:
                    application/json: { schema: { $ref: "#/components/schemas/%R%" } }
                    text/event-stream:
                      schema: { oneOf: [ { $ref: "#/components/schemas/%R%Event" }, { $ref: "#/components/schemas/StreamSentinel" } ] }
          /%r%s/{%r%_id}/stream?version=2:
            get:
              operationId: resume%R%
              parameters:
                - { name: stream, in: query, schema: { type: boolean } }
                - { name: starting_after, in: query, schema: { type: integer } }
              responses:
                "200":
                  description: OK
                  content:
                    application/json: { schema: { $ref: "#/components/schemas/%R%" } }
                    text/event-stream: { schema: { $ref: "#/components/schemas/%R%StreamEvent" } }
          /%r%s/{%r%_id}/events:
            get:
              operationId: tail%R%
              responses: { "200": { description: OK, content: { application/x-ndjson: {}, application/json: { schema: { $ref: "#/components/schemas/%R%" } } } } }
            post:
              operationId: watch%R%
              deprecated: true
              responses: { "200": { description: OK, content: { text/event-stream: { schema: { $ref: "#/components/schemas/%R%StreamEvent" } } } } }

        """;

    private const string Shared = """
            Metadata: { anyOf: [ { type: object, additionalProperties: { type: string } }, { type: "null" } ] }
            ErrorResponse: { type: object, required: [error], properties: { error: { $ref: "#/components/schemas/Error" } } }
            Error:
              type: object
              required: [code, message]
              properties: { code: { anyOf: [ { type: string }, { type: "null" } ] }, message: { type: string }, param: { type: [string, "null"] } }
            StreamSentinel: { type: object, required: [data], properties: { data: { type: string, enum: ["[DONE]"] } } }
            Order: { type: string, enum: [asc, desc] }
        """;

    private const string Schemas = """
            %R%:
              type: object
              title: The %r% object
              required: [id, object, created_at, status, metadata, tools]
              properties:
                id: { type: string }
                object: { type: string, enum: [%r%], x-stainless-const: true }
                created_at: { type: integer, format: unixtime }
                name: { anyOf: [ { type: string, maxLength: 256 }, { type: "null" } ] }
                status: { $ref: "#/components/schemas/%R%Status" }
                metadata: { $ref: "#/components/schemas/Metadata" }
                error: { anyOf: [ { type: object, title: Error, required: [code], properties: { code: { enum: [server_error, rate_limit] }, message: { type: string } } }, { type: "null" } ] }
                tools: { type: array, default: [], items: { $ref: "#/components/schemas/%R%Tool" } }
                tool_choice: { oneOf: [ { type: string, enum: [none, auto] }, { $ref: "#/components/schemas/%R%Tool" } ] }
                content: { oneOf: [ { type: string }, { type: array, items: { oneOf: [ { $ref: "#/components/schemas/%R%TextPart" }, { $ref: "#/components/schemas/%R%ImagePart" } ] } } ] }
                result: { oneOf: [ { type: object, properties: { a: { type: string } } }, { type: object, properties: { b: { type: integer } } } ] }
                counts: { type: object, additionalProperties: { type: array, items: { type: integer } } }
                matrix: { type: array, items: { type: array, items: { type: number } } }
                expires_after: { type: object, required: [anchor, days], properties: { anchor: { const: last_active_at }, days: { type: integer, minimum: 1, maximum: 365 } } }
                ratio: { type: number, minimum: 0, maximum: 1.5, default: 1 }
                seed: { type: integer, minimum: -9223372036854776000, maximum: 9223372036854776000 }
                class: { type: string }
                default: { type: boolean }
                "%r%_name": { type: string }
                "@type": { type: string }
                max-tokens: { type: integer }
                max_tokens: { type: integer }
                free: {}
                schema: { type: object, additionalProperties: true }
                size: { anyOf: [ { type: string }, { type: string, enum: [1024x1024, "", "+1", gpt-4o, a/b] } ] }
            %R%Status: { type: string, enum: [queued, in_progress, completed] }
            %R%Includable: { type: string, enum: ["%r%.output[*].logprobs", "%r%.results"] }
            List%R%sResponse:
              type: object
              required: [object, data, has_more]
              properties: { object: { type: string, const: list }, data: { type: array, items: { $ref: "#/components/schemas/%R%" } }, has_more: { type: boolean }, last_id: { type: string, nullable: true } }
            Create%R%Request:
              allOf:
                - $ref: "#/components/schemas/Modify%R%Request"
                - type: object
                  required: [model]
                  properties:
                    model: { anyOf: [ { type: string }, { type: string, enum: [large, small] } ] }
                    stream: { type: [boolean, "null"], default: false }
                    limits: { type: object, properties: { second: { type: integer } } }
            Modify%R%Request:
              type: object
              properties:
                name: { type: string, minLength: 1 }
                instructions: { type: string, nullable: true, maxLength: 256000 }
                limits: { type: object, properties: { first: { type: integer } } }
                input: { anyOf: [ { type: string }, { type: array, items: { type: string } }, { type: array, items: { type: integer } }, { type: "null" } ] }
                response_format: { $ref: "#/components/schemas/%R%Format" }
                metadata: { $ref: "#/components/schemas/Metadata" }
            Upload%R%Request: { type: object, required: [file], properties: { file: { type: string, format: binary }, purpose: { type: string } } }
            Plain%R%Request: { type: object, required: [model], properties: { model: { type: string }, stream: { type: boolean, enum: [false] } } }
            Streaming%R%Request: { type: object, required: [model, stream], properties: { model: { type: string }, stream: { type: boolean, enum: [true] }, options: { $ref: "#/components/schemas/%R%Format" } } }
            %R%Format: { oneOf: [ { type: string, enum: [auto] }, { $ref: "#/components/schemas/%R%FormatText" }, { $ref: "#/components/schemas/%R%FormatSchema" } ] }
            %R%FormatText: { type: object, required: [type], properties: { type: { const: text } } }
            %R%FormatSchema: { type: object, required: [type, json_schema], properties: { type: { const: json_schema }, json_schema: { type: object, required: [name], properties: { name: { type: string }, schema: { type: object, additionalProperties: true } } } } }
            %R%Tool:
              oneOf: [ { $ref: "#/components/schemas/%R%FunctionTool" }, { $ref: "#/components/schemas/%R%SearchTool" } ]
              discriminator: { propertyName: type }
            %R%FunctionTool:
              type: object
              required: [type, function]
              properties: { type: { type: string, enum: [function], default: function }, function: { type: object, required: [name], properties: { name: { type: string }, strict: { type: boolean, nullable: true } } } }
            %R%SearchTool:
              type: object
              required: [type]
              properties: { type: { type: string, enum: [file_search] }, filters: { anyOf: [ { $ref: "#/components/schemas/%R%Filter" }, { type: "null" } ] } }
            %R%Filter: { oneOf: [ { $ref: "#/components/schemas/%R%Comparison" }, { $ref: "#/components/schemas/%R%Compound" } ] }
            %R%Comparison: { type: object, required: [type, key, value], properties: { type: { enum: [eq, ne] }, key: { type: string }, value: { oneOf: [ { type: string }, { type: number }, { type: boolean } ] } } }
            %R%Compound: { type: object, required: [type, filters], properties: { type: { enum: [and, or] }, filters: { type: array, items: { $ref: "#/components/schemas/%R%Filter" } } } }
            %R%TextPart: { type: object, required: [type, text], properties: { type: { const: text }, text: { type: string } } }
            %R%ImagePart: { type: object, required: [type, image_url], properties: { type: { const: image_url }, image_url: { type: object, required: [url], properties: { url: { type: string, format: uri } } } } }
            %R%Item: { anyOf: [ { $ref: "#/components/schemas/%R%TextPart" }, { $ref: "#/components/schemas/%R%ImagePart" }, { $ref: "#/components/schemas/%R%ItemReference" } ] }
            %R%ItemReference: { type: object, required: [id], properties: { type: { anyOf: [ { type: string, enum: [item_reference] }, { type: "null" } ] }, id: { type: string }, nested: { $ref: "#/components/schemas/%R%Nested" } } }
            %R%Nested: { type: array, items: { anyOf: [ { type: string }, { $ref: "#/components/schemas/%R%Nested" } ] } }
            %R%ItemList: { type: object, properties: { object: { const: list }, data: { type: array, items: { $ref: "#/components/schemas/%R%Item" } } } }
            %R%StreamEvent: { anyOf: [ { $ref: "#/components/schemas/%R%CreatedEvent" }, { $ref: "#/components/schemas/%R%DeltaEvent" } ], discriminator: { propertyName: type } }
            %R%CreatedEvent: { type: object, required: [type, "%r%"], properties: { type: { type: string, enum: ["%r%.created"] }, "%r%": { $ref: "#/components/schemas/%R%" } } }
            %R%DeltaEvent: { type: object, required: [type, delta], properties: { type: { type: string, enum: ["%r%.delta"] }, delta: { type: string } } }
            %R%Event: { type: object, required: [data], properties: { data: { $ref: "#/components/schemas/%R%Chunk" } } }
            %R%Chunk: { type: object, required: [id], properties: { id: { type: string }, delta: { type: string } } }

        """;
}
