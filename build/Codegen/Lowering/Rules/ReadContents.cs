using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Rules;

/// <summary>
/// What an operation takes and answers → a JSON body, a JSON answer and the items of an event stream; what is neither is refused.
/// </summary>
internal sealed class ReadContents(ContractDocument document, LoweringDecisions decisions, SchemaReader schemas)
{
    private readonly JObject components = document.Root["components"]?["schemas"] as JObject ?? [];
    private readonly UnwrapEvents events = new(document);

    public void ReadBody(Operation operation)
    {
        if (operation.Schema["requestBody"] is not { } reference)
        {
            return;
        }

        var body = Resolve(reference, "a request body");
        operation.BodyRequired = body["required"] is JValue { Value: true };
        if (body["content"] is not JObject { Count: > 0 } content)
        {
            return;
        }

        if (MediaTypes.Find(content, MediaTypes.IsJson) is not { Value: JObject json } found)
        {
            throw document.Error(
                body,
                $"the request body is not JSON ({MediaTypes.List(content)}), which is all the client can send; {operation.HowToLeaveOut}.");
        }

        operation.Body = schemas.ReadMerged(KeepOperations.LocationOf(
            json["schema"],
            json,
            new NameOrigin(null) { Fixed = operation.Name + "Request" }));
        var others = content.Properties().Where(entry => !MediaTypes.IsPlainJson(entry.Name)).Select(entry => entry.Name).ToList();
        if (others.Count > 0)
        {
            RefuseFiles(operation, body);
            operation.Notes.Add($"the request body is sent as application/json, never as {string.Join(", ", others)}");
        }
    }

    public void ReadResult(Operation operation)
    {
        operation.Responses.AddRange(Responses(operation.Schema));
        var successes = operation.Responses
            .Where(response => response.Status.StartsWith('2'))
            .OrderBy(response => response.Status, StringComparer.Ordinal)
            .ToList();
        if (successes.Count == 0)
        {
            successes = [.. operation.Responses.Where(response => response.Status == "default")];
        }

        operation.ResultDescription = (successes.FirstOrDefault()?.Schema["description"] as JValue)?.Value as string;
        var answers = successes.Where(response => response.Schema["content"] is JObject { Count: > 0 }).ToList();
        foreach (var response in answers)
        {
            ReadAnswer(operation, response);
        }

        if (decisions.StreamItem(operation.Id, components) is { } item)
        {
            operation.StreamItem = schemas.Read(events.ItemOf(Component(item)));
        }

        RefuseSilence(operation, successes, answers);
    }

    /// <summary>Refuses what the client cannot send or hand out, once it is known what each schema is.</summary>
    public void Check(Operation operation)
    {
        if (operation.Body is { Shape: not (ObjectShape or DiscriminatedUnionShape) })
        {
            throw document.Error(
                operation.Schema["requestBody"]!,
                $"the request body is not an object with declared members, which is all the client can send; {operation.HowToLeaveOut}.");
        }

        if (operation is { Method: "get", Result.Shape: ScalarShape { Kind: ScalarKind.String } })
        {
            throw document.Error(
                operation.Schema["responses"]!,
                "the answer is a plain string, which is how contracts describe the content of a file; the client cannot read that as JSON; "
                + $"{operation.HowToLeaveOut}.");
        }

        if ((operation.Result is { } result && CSharpTypes.IsValue(result)) || operation.StreamItem is { Shape: ScalarShape or EnumShape })
        {
            throw document.Error(
                operation.Schema["responses"]!,
                $"the answer is a bare value, which cannot carry the status and headers of the response; {operation.HowToLeaveOut}.");
        }
    }

    private void ReadAnswer(Operation operation, Response response)
    {
        var content = (JObject)response.Schema["content"]!;
        if (content.Properties().FirstOrDefault(entry => MediaTypes.IsLineStream(entry.Name)) is { } lines)
        {
            throw document.Error(
                lines,
                $"the answer may be a stream of {lines.Name}, which the client cannot read; {operation.HowToLeaveOut}.");
        }

        var json = MediaTypes.Find(content, type => MediaTypes.IsJson(type));
        json = json is { Value: JObject described } && IsBinary(described["schema"]) ? null : json;
        var stream = MediaTypes.Find(content, MediaTypes.IsEventStream);
        var others = content
            .Properties()
            .Where(entry => entry != json && entry != stream && !MediaTypes.IsJson(entry.Name))
            .Select(entry => entry.Name)
            .ToList();
        bool isNamed = decisions.StreamItem(operation.Id, components) is not null;
        if (json is null && (others.Count > 0 || (stream is null && !isNamed)))
        {
            throw document.Error(
                response.Schema,
                $"the answer is neither JSON nor an event stream ({MediaTypes.List(content)}), which is all the client can read; "
                + $"{operation.HowToLeaveOut}.");
        }

        if (others.Count > 0)
        {
            operation.Notes.Add($"the answer is asked for as {json!.Name}, never as {string.Join(", ", others)}");
        }

        if (json is { Value: JObject { } media })
        {
            var location = KeepOperations.LocationOf(media["schema"], media, new NameOrigin(null) { Fixed = operation.Name + "Response" });
            operation.Result = Agreed(operation, response, operation.Result, schemas.Read(location));
        }

        if (stream is { Value: JObject events } && !isNamed)
        {
            var item = ItemLocation(events, operation);
            operation.StreamItem = Agreed(operation, response, operation.StreamItem, schemas.Read(this.events.ItemOf(item)));
        }
    }

    // Spec: OpenAPI 3.2 describes the items of a stream by itemSchema; some write it today.
    private static SchemaLocation ItemLocation(JObject stream, Operation operation) =>
        KeepOperations.LocationOf(
            stream["schema"] ?? stream["itemSchema"],
            stream,
            new NameOrigin(null) { Fixed = operation.Name + "StreamItem" });

    private TypeUse Agreed(Operation operation, Response response, TypeUse? known, TypeUse read) =>
        known is null || IsSame(known.DeclaredShape, read.DeclaredShape)
            ? read
            : throw document.Error(
                response.Schema,
                $"the answer with the status {response.Status} is of another type than the one before it; {operation.HowToLeaveOut}.");

    private static bool IsSame(Shape left, Shape right) => (left, right) switch
    {
        (ScalarShape one, ScalarShape other) => one.Kind == other.Kind,
        (ListShape one, ListShape other) => IsSame(one.Item.DeclaredShape, other.Item.DeclaredShape),
        (MapShape one, MapShape other) => IsSame(one.Value.DeclaredShape, other.Value.DeclaredShape),
        (AnyShape, AnyShape) or (FreeFormShape, FreeFormShape) => true,
        _ => ReferenceEquals(left, right),
    };

    /// <summary>Notes an answer that is sometimes missing, and refuses one of a GET that the contract does not describe.</summary>
    private void RefuseSilence(Operation operation, List<Response> successes, List<Response> answers)
    {
        if (answers.Count > 0 && successes.Find(response => !answers.Contains(response)) is { } silent)
        {
            operation.Notes.Add(
                $"an answer with the status {silent.Status} has no content, unlike that with {answers[0].Status}, and is an exception");
        }

        if (answers.Count == 0 && operation is { Method: "get", StreamItem: null }
            && successes.Find(response => response.Status is "200" or "203" or "206" or "2XX") is { } unknown)
        {
            throw document.Error(
                unknown.Schema,
                $"the contract does not describe the content of the answer with the status {unknown.Status}; "
                + $"describe its content, or {operation.HowToLeaveOut}.");
        }
    }

    /// <summary>
    /// Refuses a body of which JSON cannot carry a required part, though another media type can; an optional part is left out.
    /// </summary>
    private void RefuseFiles(Operation operation, JObject body)
    {
        if (operation.Body is not { Shape: ObjectShape shape })
        {
            return;
        }

        foreach (var file in shape.Members.Where(member => IsBinary(member.Schema)).ToList())
        {
            if (file.Required)
            {
                throw document.Error(
                    body,
                    $"the request body holds a file, '{file.JsonName}', which JSON does not carry; {operation.HowToLeaveOut}.");
            }

            shape.Members.Remove(file);
            operation.Notes.Add($"the optional file '{file.JsonName}' is left out of the request body: JSON does not carry it");
        }
    }

    /// <summary>
    /// Determines whether a schema says bytes: <c>format: binary</c>, or in 3.1 a media type of its own; lists and variants of such are
    /// bytes
    /// too.
    /// </summary>
    private bool IsBinary(JToken? schema, int depth = 0)
    {
        if (schema is not JObject || depth > 8 || document.Resolve(schema) is not JObject target)
        {
            return false;
        }

        var parts = new[] { target["items"] }.Concat(target["oneOf"] ?? target["anyOf"] ?? new JArray());
        return target["format"] is JValue { Value: "binary" }
            || (target["contentMediaType"] is JValue { Value: string type } && target["contentEncoding"] is null
                && !MediaTypes.IsJson(type))
            || parts.Any(part => IsBinary(part, depth + 1));
    }

    private SchemaLocation Component(string name) =>
        new((JObject)components[name]!, ContractDocument.PointerOf(components[name]!), new NameOrigin(name), name);

    private IEnumerable<Response> Responses(JObject operation) =>
        from entry in (operation["responses"] as JObject)?.Properties() ?? []
        where !ContractDocument.IsExtension(entry.Name)
        let response = Resolve(entry.Value, "a response")
        let headers = (response["headers"] as JObject)?.Properties() ?? []
        select new Response(
            entry.Name,
            response,
            headers.ToDictionary(header => header.Name, header => Resolve(header.Value, "a header"), StringComparer.OrdinalIgnoreCase));

    private JObject Resolve(JToken node, string what) =>
        document.Resolve(node) as JObject ?? throw document.Error(node, $"{what} must be an object");
}
