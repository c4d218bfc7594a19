using System.Text.RegularExpressions;
using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Rules;

/// <summary>
/// The parameters of a path and of its operation → those that the client sends; an optional one that it cannot send is left out, with a
/// note.
/// </summary>
internal sealed partial class ReadParameters(ContractDocument document, SchemaReader schemas)
{
    public void Read(Operation operation, JObject item)
    {
        // A path's parameters are arguments: their order is the path's, whatever the document's is.
        foreach (var parameter in Parameters(item, operation).OrderBy(parameter => PlaceOf(parameter, operation.Path)))
        {
            if (Text(parameter, "in") is "path" or "query" or "header")
            {
                operation.Parameters.Add(ReadParameter(parameter, operation.Name));
            }
            else
            {
                LeaveOut(operation, parameter, $"travels in '{Text(parameter, "in")}', which the client cannot write");
            }
        }
    }

    /// <summary>Leaves out what has no place in a URL or a header, once it is known what each schema is.</summary>
    /// <exception cref="ContractException">A required parameter has none.</exception>
    public void CheckPlaces(Operation operation)
    {
        foreach (var parameter in operation.Parameters.ToList())
        {
            if (FaultOf(parameter) is { } fault)
            {
                LeaveOut(operation, parameter.Schema, fault);
                operation.Parameters.Remove(parameter);
            }
        }
    }

    /// <summary>
    /// <c>?stream=true</c>, which a caller would set to get another kind of answer → what the method that streams sends by itself.
    /// </summary>
    public static void TakeStreamFlag(Operation operation)
    {
        var flag = operation.Parameters.Find(
            parameter => parameter is { In: "query", Name: "stream", Type.Shape: ScalarShape { Kind: ScalarKind.Boolean } });
        if (flag is null || operation.Body is not null)
        {
            return;
        }

        operation.Parameters.Remove(flag);
        if (operation.StreamItem is not null)
        {
            operation.StreamParameter = flag.Name;
        }
        else
        {
            operation.Notes.Add(
                $"the parameter 'stream' is left out: the contract does not describe the stream; name its items in \"streams\", by "
                    + $"\"{operation.Id}\"");
        }
    }

    private static string? FaultOf(Parameter parameter)
    {
        if (parameter.Schema["schema"] is null && parameter.Schema["content"] is not null)
        {
            return "is a document of its own (content), which the client cannot write";
        }

        return parameter.In == "path" && (string?)parameter.Schema["style"] is { } style and not "simple"
            ? $"has the style '{style}', which the client cannot write"
            : IsText(parameter)
                ? null
                : "is not a string, number, Boolean, or list or map of these, and so cannot be written to a URL or a header";
    }

    private static bool IsText(Parameter parameter) => parameter.Type.Shape switch
    {
        ScalarShape or EnumShape => true,
        ListShape { Item: { IsNullable: false, Shape: ScalarShape or EnumShape } } => parameter.In is "query" or "header",
        MapShape { Value: { IsNullable: false, Shape: ScalarShape { Kind: ScalarKind.String } } } => parameter.In == "query",
        _ => false,
    };

    private void LeaveOut(Operation operation, JObject parameter, string fault)
    {
        string name = Text(parameter, "name");
        if (Text(parameter, "in") == "path" || parameter["required"] is JValue { Value: true })
        {
            throw document.Error(parameter["style"] ?? parameter, $"the parameter '{name}' {fault}; {operation.HowToLeaveOut}.");
        }

        operation.Notes.Add($"the optional parameter '{name}' is left out: it {fault}");
    }

    /// <remarks>
    /// Spec: an operation's parameter replaces the path's of the same name and place; Accept, Content-Type and Authorization are no
    /// parameters.
    /// </remarks>
    private IEnumerable<JObject> Parameters(JObject item, Operation operation)
    {
        var all = new[] { operation.Schema["parameters"], item["parameters"] }.OfType<JArray>().SelectMany(list => list).Select(Resolve);
        return all.Concat(Undeclared(operation.Path)).DistinctBy(parameter => (Text(parameter, "name"), Text(parameter, "in")))
            .Where(parameter => Text(parameter, "in") is not "header"
                || Text(parameter, "name").ToUpperInvariant() is not ("ACCEPT" or "CONTENT-TYPE" or "AUTHORIZATION"));
    }

    private int PlaceOf(JObject parameter, string path) =>
        Text(parameter, "in") == "path" ? path.IndexOf($"{{{Text(parameter, "name")}}}", StringComparison.Ordinal) : path.Length;

    /// <summary>A part of the path that is to be filled is a text, whether or not it is declared.</summary>
    private static IEnumerable<JObject> Undeclared(string path) => Placeholders().Matches(path).Select(match => new JObject
    {
        ["name"] = match.Groups[1].Value,
        ["in"] = "path",
        ["schema"] = new JObject { ["type"] = "string" },
    });

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Placeholders();

    private JObject Resolve(JToken node) =>
        document.Resolve(node) as JObject ?? throw document.Error(node, "a parameter must be an object");

    private string Text(JObject parameter, string member) =>
        parameter[member] is JValue { Value: string text } ? text : throw document.Error(parameter, $"the parameter has no \"{member}\"");

    private Parameter ReadParameter(JObject parameter, string operation)
    {
        string name = Text(parameter, "name");
        var origin = new NameOrigin(null) { Fixed = operation + Identifiers.Pascal(name) };
        var type = schemas.Read(KeepOperations.LocationOf(parameter["schema"], parameter, origin));
        return new Parameter(
            name,
            Text(parameter, "in"),
            type,
            parameter["required"] is JValue { Value: true } || Text(parameter, "in") == "path",
            parameter);
    }
}
