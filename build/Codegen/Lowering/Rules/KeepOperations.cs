using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Rules;

/// <summary>All paths of the document → the operations that lowering.json keeps, shared parameters and responses put in their place.</summary>
internal sealed class KeepOperations(ContractDocument document, LoweringConfig config, SchemaReader schemas)
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch", "head", "options", "trace"];

    public IReadOnlyList<Operation> Read()
    {
        var operations = new List<Operation>();
        foreach (var path in (document.Root["paths"] as JObject)?.Properties() ?? [])
        {
            if (!config.Keeps(path.Name))
            {
                continue;
            }

            var item = (JObject)document.Resolve(path.Value);
            foreach (var method in Methods)
            {
                if (item[method] is JObject operation)
                {
                    operations.Add(ReadOperation(path.Name, method, item, operation));
                }
            }
        }

        var repeated = operations.GroupBy(operation => Identifiers.Pascal(operation.Id)).FirstOrDefault(group => group.Count() > 1);
        return operations.Count == 0
            ? throw document.ErrorAt("#/paths", $"no path fits \"operations\" of lowering.json ({string.Join(", ", config.Operations)}); add the paths to generate.")
            : repeated is null
                ? operations
                : throw document.ErrorAt(
                    ContractDocument.PointerOf(repeated.Last().Schema),
                    $"the operationId '{repeated.Key}' is used twice; give each operation its own, or keep only one of their paths in \"operations\" of lowering.json.");
    }

    private Operation ReadOperation(string path, string method, JObject item, JObject schema)
    {
        var id = schema["operationId"]?.Value<string>() is { Length: > 0 } given ? given : $"{method} {path}";
        var operation = new Operation(id, path, method, schema);
        var name = Identifiers.Pascal(id);
        foreach (var parameter in Parameters(item, schema))
        {
            operation.Parameters.Add(ReadParameter(parameter, name));
        }

        ReadBody(operation, name);
        ReadResult(operation, name);
        return operation;
    }

    /// <remarks>Spec: an operation's parameter replaces the path's of the same name and place; Accept, Content-Type and Authorization are no parameters.</remarks>
    private IEnumerable<JObject> Parameters(JObject item, JObject operation)
    {
        var all = new[] { operation["parameters"], item["parameters"] }.OfType<JArray>().SelectMany(list => list).Select(entry => (JObject)document.Resolve(entry));
        return all.DistinctBy(parameter => ((string?)parameter["name"], (string?)parameter["in"]))
            .Where(parameter => (string?)parameter["in"] is not ("header" or "cookie")
                || (string?)parameter["name"] is not ("Accept" or "Content-Type" or "Authorization"));
    }

    private Parameter ReadParameter(JObject parameter, string operation)
    {
        var name = (string)parameter["name"]!;
        var schema = parameter["schema"] ?? (parameter["content"] as JObject)?.PropertyValues().FirstOrDefault()?["schema"] ?? new JObject();
        var origin = new NameOrigin(null) { Fixed = operation + Identifiers.Pascal(name) };
        var type = schemas.Read(new Site(Site.AsObject(schema), ContractDocument.PointerOf(schema), origin, null));
        return new Parameter(name, (string)parameter["in"]!, type, parameter["required"] is JValue { Value: true } || (string?)parameter["in"] == "path", parameter);
    }

    private void ReadBody(Operation operation, string name)
    {
        if (operation.Schema["requestBody"] is not { } reference)
        {
            return;
        }

        var body = (JObject)document.Resolve(reference);
        operation.BodyRequired = body["required"] is JValue { Value: true };
        if (body["content"] is not JObject { Count: > 0 } content)
        {
            return;
        }

        var json = Content(content, IsJson) ?? throw document.ErrorAt(
            ContractDocument.PointerOf(body),
            $"the request body is not JSON ({string.Join(", ", content.Properties().Select(property => property.Name))}), which the client cannot send; "
            + $"leave the path out with \"operations\" in lowering.json: name every path but {operation.Path}.");
        operation.Body = schemas.Read(SchemaSite(json, name + "Request"));
        if (operation.Body.Shape is not (ObjectShape or FamilyShape))
        {
            throw document.ErrorAt(ContractDocument.PointerOf(body), $"the request body is no object with declared members; leave {operation.Path} out with \"operations\" in lowering.json.");
        }
    }

    private void ReadResult(Operation operation, string name)
    {
        var responses = (operation.Schema["responses"] as JObject)?.Properties() ?? [];
        var success = responses.Where(response => response.Name.StartsWith('2')).OrderBy(response => response.Name, StringComparer.Ordinal)
            .Concat(responses.Where(response => response.Name == "default")).FirstOrDefault();
        if (success is null)
        {
            return;
        }

        var response = (JObject)document.Resolve(success.Value);
        operation.ResultDescription = (string?)response["description"];
        if (response["content"] is not JObject content)
        {
            return;
        }

        if (Content(content, IsJson) is { } json)
        {
            operation.Result = schemas.Read(SchemaSite(json, name + "Response"));
        }

        if (Content(content, static type => type.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase)) is { } stream)
        {
            operation.StreamItem = schemas.Read(SchemaSite(stream, name + "StreamItem"));
        }
    }

    private static JObject? Content(JObject content, Func<string, bool> fits) =>
        content.Properties().FirstOrDefault(property => fits(property.Name))?.Value as JObject;

    private static bool IsJson(string mediaType) =>
        mediaType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) || mediaType.Contains("+json", StringComparison.OrdinalIgnoreCase) || mediaType == "*/*";

    private static Site SchemaSite(JObject media, string name)
    {
        var schema = Site.AsObject(media["schema"]);
        return new Site(schema, ContractDocument.PointerOf(schema), new NameOrigin(null) { Fixed = name }, null);
    }
}
