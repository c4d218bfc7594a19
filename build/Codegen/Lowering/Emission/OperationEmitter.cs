using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Emission;

/// <summary>Writes down what the template prints of an operation: the method, its arguments, and the call it makes.</summary>
internal static class OperationEmitter
{
    public static JObject Emit(Operation operation)
    {
        var name = operation.Name;
        var arguments = Arguments(operation);
        var result = operation.Result is { } use ? CSharpTypes.Name(use) : null;
        return new JObject
        {
            ["name"] = name,
            ["literal"] = ObjectEmitter.Literal(operation.Id),
            ["http"] = HttpMethod(operation.Method),
            ["route"] = ObjectEmitter.Literal(operation.Path),
            ["summary"] = new JArray(XmlDocs.Summary(Description(operation), $"Calls {operation.Method.ToUpperInvariant()} {operation.Path}.")),
            ["remarks"] = new JArray(XmlDocs.Remarks(Description(operation))),
            ["returns"] = new JArray(XmlDocs.Summary(operation.ResultDescription, "The answer.")),
            ["obsolete"] = operation.Schema["deprecated"] is JValue { Value: true } ? ObjectEmitter.Literal($"The API has deprecated {operation.Id}.") : null,
            ["arguments"] = new JArray(arguments),
            ["parameters"] = Parameters(operation),
            ["checked"] = operation.Body is not null || operation.Parameters.Any(parameter => parameter.In == "path" || parameter.Required),
            ["body"] = operation.Body is { } body ? CSharpTypes.Name(body) : null,
            ["result"] = result,
            ["of"] = operation.Result is { Shape: ListShape or MapShape } ? $"<{result}>" : "",
            ["read"] = operation.Result is { } answer ? CSharpTypes.Reader(answer) : null,
            ["stream"] = operation.StreamItem is { } item ? Stream(operation, item, name) : null,
        };
    }

    private static JObject Stream(Operation operation, TypeUse item, string name)
    {
        var member = (operation.Body?.Shape as ObjectShape)?.Find("stream");
        var flag = member?.Type.Shape is ScalarShape { Kind: ScalarKind.Boolean } ? member.Name : null;
        var description = (Description(operation, ", as a stream") ?? $"Streams {operation.Method.ToUpperInvariant()} {operation.Path}.")
            + (flag is null ? "" : $" `{flag}` is set by the method; the request that is handed in stays as it is.");
        return new JObject
        {
            ["summary"] = new JArray(XmlDocs.Summary(description, "")),
            ["remarks"] = new JArray(XmlDocs.Remarks(description)),
            ["name"] = name + "Stream",
            ["item"] = CSharpTypes.Name(item),
            ["of"] = item.Shape is ListShape or MapShape ? $"<{CSharpTypes.Name(item)}>" : "",
            ["read"] = CSharpTypes.Reader(item),
            ["flag"] = flag,
            ["query"] = operation.StreamParameter is { } query ? ObjectEmitter.Literal(query) : null,
            ["whole"] = operation.Result is { Shape: NamedShape } ? "ReadWhole" + name : null,
        };
    }

    /// <summary>Gets what a method takes before its cancellation token.</summary>
    private static List<JObject> Arguments(Operation operation)
    {
        var arguments = operation.Parameters.Where(parameter => parameter.In == "path").Select(parameter => new JObject
        {
            ["cs"] = CSharpTypes.Name(parameter.Type),
            ["name"] = parameter.CSharpName,
            ["plain"] = parameter.CSharpName.TrimStart('@'),
            ["call"] = Call(parameter, parameter.CSharpName),
            ["doc"] = Doc(parameter),
        }).ToList();
        if (operation.Body is { } body)
        {
            arguments.Add(new JObject
            {
                ["cs"] = CSharpTypes.Name(body),
                ["name"] = "request",
                ["plain"] = "request",
                ["call"] = "Body(request)",
                ["doc"] = new JArray(XmlDocs.Summary(Prose.Description(((NamedShape)body.Shape).Schema), "What to send.")),
            });
        }

        if (operation.ParametersType is { } type)
        {
            var required = operation.Others.Any(parameter => parameter.Required);
            arguments.Add(new JObject
            {
                ["cs"] = required ? type : type + "?",
                ["name"] = "parameters",
                ["plain"] = "parameters",
                ["default"] = required ? null : "null",
                ["doc"] = new JArray(XmlDocs.Whole(required ? "The parameters of the query and the headers." : "The optional parameters of the query and the headers; none by default.", "")),
            });
        }

        return arguments;
    }

    private static JObject? Parameters(Operation operation) => operation.ParametersType is not { } type ? null : new JObject
    {
        ["name"] = type,
        ["required"] = operation.Others.Any(parameter => parameter.Required),
        ["members"] = new JArray(operation.Others.Select(parameter => new JObject
        {
            ["cs"] = CSharpTypes.Name(parameter.Type) + "?",
            ["name"] = parameter.CSharpName,
            ["json"] = ObjectEmitter.Literal(parameter.Name),
            ["required"] = parameter.Required,
            ["summary"] = Doc(parameter),
            ["value"] = new JArray(Limits.Lines(parameter.Type, parameter.ValueSchema)),
            ["call"] = Call(parameter, "parameters." + parameter.CSharpName),
        })),
    };

    private static JArray Doc(Parameter parameter) => new(XmlDocs.Whole(
        (parameter.Deprecated ? "Deprecated. " : "") + (Prose.Description(parameter.Schema) ?? Prose.Description(parameter.ValueSchema) ?? $"The {parameter.Name}."), ""));

    private static string Call(Parameter parameter, string name)
    {
        var place = parameter.In switch { "path" => "Path", "header" => "Header", _ => "Query" };
        var value = parameter.Type.Shape switch
        {
            ListShape list => ListValue(list.Item.Shape, name) + (place == "Query" && parameter.Separator is { } separator ? $", {ObjectEmitter.Literal(separator)}" : ""),
            ScalarShape when place == "Query" => name,
            _ => TextValue(parameter, name),
        };
        return $"{place}({ObjectEmitter.Literal(parameter.Name)}, {value})";
    }

    private static string ListValue(Shape item, string name) => item switch
    {
        EnumShape => $"{name}?.Select(static item => item.Value)",
        ScalarShape { Kind: not ScalarKind.String } scalar => $"{name}?.Select(static item => {Text(scalar.Kind, "item")})",
        _ => name,
    };

    private static string TextValue(Parameter parameter, string name) => parameter.Type.Shape switch
    {
        EnumShape => parameter.In == "path" ? name + ".Value" : name + "?.Value",
        ScalarShape { Kind: ScalarKind.Boolean } when parameter.In != "path" => $"{name} is null ? null : {Text(ScalarKind.Boolean, name + ".Value")}",
        ScalarShape { Kind: not ScalarKind.String } scalar => (parameter.In == "path" ? "" : $"{name} is null ? null : ") + Text(scalar.Kind, name),
        _ => name,
    };

    private static string Text(ScalarKind kind, string name) =>
        kind == ScalarKind.Boolean ? $"({name} ? \"true\" : \"false\")" : $"FormattableString.Invariant($\"{{{name}}}\")";

    private static string? Description(Operation operation, string how = "") =>
        (string?)operation.Schema["summary"] is { } summary && XmlDocs.Split(summary) is var (first, more)
            ? $"{first.TrimEnd('.')}{how}. {more} {operation.Schema["description"]}"
            : (string?)operation.Schema["description"];

    private static string HttpMethod(string method) =>
        method is "patch" ? "new HttpMethod(\"PATCH\")" : "HttpMethod." + Identifiers.Pascal(method);
}
