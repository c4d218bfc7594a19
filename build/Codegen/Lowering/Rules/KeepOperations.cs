using System.Text.RegularExpressions;
using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Rules;

/// <summary>All paths of the document → the operations that lowering.json keeps, shared parameters and responses put in their place.</summary>
internal sealed partial class KeepOperations(ContractDocument document, LoweringDecisions decisions, SchemaReader schemas)
{
    public IReadOnlyList<Operation> Read()
    {
        var operations = new List<Operation>();
        foreach (var (path, item, methods) in PathItems.Kept(document, decisions.Keeps))
        {
            operations.AddRange(methods.Select(method => ReadOperation(path, method, item, Resolve(item[method]!, "an operation"))));
        }

        var repeated = operations.GroupBy(operation => operation.Name).FirstOrDefault(group => group.Count() > 1);
        return operations.Count == 0
            ? throw document.ErrorAt("#/paths", $"no operation fits \"operations\" of lowering.json ({string.Join(", ", decisions.Config.Operations)}); add the paths to generate.")
            : repeated is null
                ? operations
                : throw document.Error(
                    repeated.Last().Schema,
                    $"the operationId '{repeated.Last().Id}' is used twice, as the method {repeated.Key}Async; give each operation its own, or {LeaveOut(repeated.Last())}.");
    }

    /// <summary>Refuses what the client cannot send or hand out, once it is known what each schema is.</summary>
    public void CheckContent(IEnumerable<Operation> operations)
    {
        foreach (var operation in operations)
        {
            if (operation.Body is { Shape: not (ObjectShape or FamilyShape) })
            {
                throw document.Error(operation.Schema["requestBody"]!, $"the request body is no object with declared members, which the client sends; {LeaveOut(operation)}.");
            }

            if (operation.Parameters.Find(parameter => !IsText(parameter)) is { } odd)
            {
                throw document.Error(odd.Schema, $"the parameter '{odd.Name}' is no text, number, truth value, list or map of these, so that it has no place in a URL or header; {LeaveOut(operation)}.");
            }

            if (operation.Parameters.Find(parameter => parameter.In == "path" && (string?)parameter.Schema["style"] is not (null or "simple")) is { } styled)
            {
                throw document.Error(styled.Schema["style"]!, $"the parameter '{styled.Name}' has the style '{styled.Schema["style"]}', which the client does not write; {LeaveOut(operation)}.");
            }

            if (new[] { operation.Result, operation.StreamItem }.Any(use => use is not null && CSharpTypes.IsValue(use)))
            {
                throw document.Error(operation.Schema["responses"]!, $"the answer is a bare value, which has no room for what the server says beside it; {LeaveOut(operation)}.");
            }
        }
    }

    private static bool IsText(Parameter parameter) => parameter.Type.Shape switch
    {
        ScalarShape or EnumShape => true,
        ListShape { Item: { IsNullable: false, Shape: ScalarShape or EnumShape } } => parameter.In is "query" or "header",
        MapShape { Value: { IsNullable: false, Shape: ScalarShape { Kind: ScalarKind.String } } } => parameter.In == "query",
        _ => false,
    };

    private static string LeaveOut(Operation operation) =>
        $"add \"!{operation.Method.ToUpperInvariant()} {operation.Path}\" to \"operations\" in lowering.json to leave it out";

    private JObject Resolve(JToken node, string what) =>
        document.Resolve(node) is JObject found ? found : throw document.Error(node, $"{what} is due here, as an object.");

    private Operation ReadOperation(string path, string method, JObject item, JObject schema)
    {
        var id = schema["operationId"] is JValue { Value: string { Length: > 0 } given } && given.Any(char.IsLetter) ? given : $"{method} {path}";
        var operation = new Operation(id, path, method, schema);
        var name = operation.Name;
        foreach (var parameter in Parameters(item, schema, path))
        {
            operation.Parameters.Add(ReadParameter(parameter, name));
        }

        ReadBody(operation, name);
        ReadResult(operation, name);
        return operation;
    }

    /// <remarks>Spec: an operation's parameter replaces the path's of the same name and place; Accept, Content-Type and Authorization are no parameters.</remarks>
    private IEnumerable<JObject> Parameters(JObject item, JObject operation, string path)
    {
        var all = new[] { operation["parameters"], item["parameters"] }.OfType<JArray>().SelectMany(list => list).Select(entry => Resolve(entry, "a parameter"));
        return all.Concat(Undeclared(path)).DistinctBy(parameter => (Text(parameter, "name"), Text(parameter, "in")))
            .Where(parameter => Text(parameter, "in") is not "header" || Text(parameter, "name").ToUpperInvariant() is not ("ACCEPT" or "CONTENT-TYPE" or "AUTHORIZATION"))
            .Where(parameter => Text(parameter, "in") is not "cookie");
    }

    /// <summary>A part of the path that is to be filled is a text, whether or not it is declared.</summary>
    private static IEnumerable<JObject> Undeclared(string path) => Placeholders().Matches(path).Select(match => new JObject
    {
        ["name"] = match.Groups[1].Value,
        ["in"] = "path",
        ["schema"] = new JObject { ["type"] = "string" },
    });

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Placeholders();

    private string Text(JObject parameter, string member) =>
        parameter[member] is JValue { Value: string text } ? text : throw document.Error(parameter, $"the parameter has no \"{member}\".");

    private Parameter ReadParameter(JObject parameter, string operation)
    {
        var name = Text(parameter, "name");
        var schema = parameter["schema"] ?? (parameter["content"] as JObject)?.PropertyValues().FirstOrDefault()?["schema"];
        var origin = new NameOrigin(null) { Fixed = operation + Identifiers.Pascal(name) };
        var type = schemas.Read(SchemaSite(schema, parameter, origin));
        return new Parameter(name, Text(parameter, "in"), type, parameter["required"] is JValue { Value: true } || Text(parameter, "in") == "path", parameter);
    }

    private void ReadBody(Operation operation, string name)
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

        var json = Content(content, IsJson) ?? throw document.Error(
            body, $"the request body is not JSON ({MediaTypes(content)}), which is all the client sends; {LeaveOut(operation)}.");
        operation.Body = schemas.Read(SchemaSite(json["schema"], json, new NameOrigin(null) { Fixed = name + "Request" }));
    }

    private void ReadResult(Operation operation, string name)
    {
        operation.Responses.AddRange(Responses(operation.Schema));
        var success = operation.Responses.Where(response => response.Status.StartsWith('2')).OrderBy(response => response.Status, StringComparer.Ordinal)
            .Concat(operation.Responses.Where(response => response.Status == "default")).FirstOrDefault();
        if (success is not { Schema: var response })
        {
            return;
        }

        operation.ResultDescription = (response["description"] as JValue)?.Value as string;
        if (response["content"] is not JObject { Count: > 0 } content)
        {
            return;
        }

        if (Content(content, IsJson) is { } json)
        {
            operation.Result = schemas.Read(SchemaSite(json["schema"], json, new NameOrigin(null) { Fixed = name + "Response" }));
        }

        if (Content(content, static type => type.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase)) is { } stream)
        {
            operation.StreamItem = schemas.Read(SchemaSite(stream["schema"], stream, new NameOrigin(null) { Fixed = name + "StreamItem" }));
        }
        else if (decisions.StreamItem(operation.Id) is { } item && document.Root["components"]?["schemas"]?[item] is JObject schema)
        {
            operation.StreamItem = schemas.Read(new Site(schema, ContractDocument.PointerOf(schema), new NameOrigin(item), item));
        }

        if (operation is { Result: null, StreamItem: null })
        {
            throw document.Error(
                response, $"the answer is neither JSON nor an event stream ({MediaTypes(content)}), which is all the client reads; {LeaveOut(operation)}.");
        }
    }

    private IEnumerable<Response> Responses(JObject operation) =>
        from entry in (operation["responses"] as JObject)?.Properties() ?? []
        where !ContractDocument.IsExtension(entry.Name)
        let response = Resolve(entry.Value, "a response")
        let headers = (response["headers"] as JObject)?.Properties() ?? []
        select new Response(entry.Name, response, headers.ToDictionary(header => header.Name, header => Resolve(header.Value, "a header"), StringComparer.OrdinalIgnoreCase));

    private static string MediaTypes(JObject content) => string.Join(", ", content.Properties().Select(property => property.Name));

    private static JObject? Content(JObject content, Func<string, bool> fits) =>
        content.Properties().FirstOrDefault(property => fits(property.Name))?.Value as JObject;

    private static bool IsJson(string mediaType) =>
        mediaType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) || mediaType.Contains("+json", StringComparison.OrdinalIgnoreCase) || mediaType == "*/*";

    private static Site SchemaSite(JToken? schema, JToken around, NameOrigin origin) =>
        new(Site.AsObject(schema), schema is null ? $"{ContractDocument.PointerOf(around)}/schema" : ContractDocument.PointerOf(schema), origin, null);
}
