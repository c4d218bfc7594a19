using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Emission;

/// <summary>Writes an operation with its parameters, body and responses.</summary>
internal static class LoweredOperation
{
    public static JObject Of(Operation operation, UntypedSchemas untyped)
    {
        var lowered = new JObject { ["operationId"] = (string?)operation.Schema["operationId"] == operation.Id ? operation.Id : operation.Name };
        foreach (var keyword in (string[])["summary", "description", "tags", "deprecated", "security"])
        {
            if (operation.Schema[keyword] is { } value)
            {
                lowered[keyword] = value.DeepClone();
            }
        }

        if (operation.Parameters.Count > 0)
        {
            lowered["parameters"] = new JArray(operation.Parameters.Select(OfParameter));
        }

        if (operation.Body is { } body)
        {
            lowered["requestBody"] = new JObject { ["required"] = operation.BodyRequired, ["content"] = Content("application/json", PlainSchema.Of(body)) };
        }

        lowered["responses"] = Responses(operation, untyped);
        AddFacts(lowered, operation);
        return lowered;
    }

    private static JObject OfParameter(Parameter parameter)
    {
        var lowered = new JObject { ["name"] = parameter.Name, ["in"] = parameter.In };
        if (parameter.Required)
        {
            lowered["required"] = true;
        }

        foreach (var keyword in (string[])["deprecated", "style", "explode"])
        {
            if (parameter.Schema[keyword] is { } value)
            {
                lowered[keyword] = value.DeepClone();
            }
        }

        var description = Prose.Description(parameter.Schema) ?? Prose.Description(parameter.ValueSchema);
        if (description is not null)
        {
            lowered["description"] = description;
        }

        lowered["schema"] = PlainSchema.Of(parameter.Type);
        lowered["x-cs-name"] = parameter.CSharpName;
        if (parameter.In != "path")
        {
            lowered["x-cs-field"] = parameter.Field;
        }

        lowered["x-cs-use"] = TypeFacts.Of(parameter.Type, isChecked: false);
        if (parameter.In == "query" && parameter.Separator is { } separator)
        {
            lowered["x-cs-separator"] = separator;
        }

        if (parameter.In == "path")
        {
            lowered["x-cs-summary"] = new JArray(XmlDocs.Whole((parameter.Deprecated ? "Deprecated. " : "") + (description ?? $"The {parameter.Name}."), ""));
        }
        else
        {
            DocFacts.AddAccessor(lowered, "Gets or sets", parameter.Name, (parameter.Deprecated ? "Deprecated. " : "") + description);
        }

        DocFacts.AddLimits(lowered, parameter.Type, parameter.ValueSchema, onlyServerSets: false);
        return lowered;
    }

    private static JObject Responses(Operation operation, UntypedSchemas untyped)
    {
        var success = new JObject();
        if (operation.Result is { } result)
        {
            success.Merge(Content("application/json", PlainSchema.Of(result)));
        }

        if (operation.StreamItem is { } item)
        {
            success.Merge(Content("text/event-stream", PlainSchema.Of(item)));
        }

        // NSwag: takes 200, else the first success, for what the client answers with, and takes a range for none.
        var responses = new JObject();
        foreach (var response in operation.Responses.Where(IsSuccess).OrderBy(response => !HasContent(response)))
        {
            responses[IsRange(response) ? "200" : response.Status] = Response(response, HasContent(response) ? success : [], untyped);
        }

        if (success.Count > 0 && !operation.Responses.Exists(response => IsSuccess(response) && HasContent(response)))
        {
            responses["200"] = new JObject { ["description"] = operation.ResultDescription ?? "", ["content"] = success };
        }
        else if (success.Count > 0 && responses["200"] is JObject { } whole && whole["content"] is null)
        {
            responses.Remove("200");
        }

        if (responses.Count == 0)
        {
            responses["204"] = new JObject { ["description"] = operation.ResultDescription ?? "" };
        }

        foreach (var response in operation.Responses.Where(response => !IsSuccess(response)).OrderBy(response => IsRange(response)))
        {
            // NSwag: prints a range as if it were a number, which does not compile.
            responses[IsRange(response) ? "default" : response.Status] ??= Response(response, untyped.Content(response.Schema), untyped);
        }

        return responses;

        static bool IsSuccess(Response response) => response.Status[0] == '2';
        static bool IsRange(Response response) => response.Status.EndsWith("XX", StringComparison.OrdinalIgnoreCase);
        static bool HasContent(Response response) => response.Schema["content"] is JObject { Count: > 0 };
    }

    private static JObject Response(Response response, JObject content, UntypedSchemas untyped)
    {
        var lowered = new JObject { ["description"] = (string?)response.Schema["description"] ?? "" };
        Add(lowered, "headers", untyped.Headers(response));
        Add(lowered, "content", content);
        return lowered;
    }

    private static void Add(JObject target, string keyword, JObject value)
    {
        if (value.Count > 0)
        {
            target[keyword] = value.DeepClone();
        }
    }

    private static JObject Content(string type, JObject schema) => new() { [type] = new JObject { ["schema"] = schema } };

    private static void AddFacts(JObject lowered, Operation operation)
    {
        lowered["x-cs-name"] = operation.Name;
        DocFacts.Add(lowered, Description(operation), $"Calls {operation.Method.ToUpperInvariant()} {operation.Path}.");
        lowered["x-cs-returns"] = string.Join(' ', XmlDocs.Summary(operation.ResultDescription, "The response."));
        if (operation.Schema["deprecated"] is JValue { Value: true })
        {
            lowered["x-cs-obsolete"] = $"The API has deprecated {operation.Name}Async.";
        }

        if (operation.Body is { Shape: NamedShape body })
        {
            lowered["x-cs-body"] = body.Name;
            lowered["x-cs-body-summary"] = new JArray(XmlDocs.Summary(Prose.Description(body.Schema), "What to send."));
        }

        if (operation.Body is not null || operation.Parameters.Any(parameter => parameter.In == "path" || parameter.Required))
        {
            lowered["x-cs-checked"] = true;
        }

        if (operation.ParametersType is { } parameters)
        {
            lowered["x-cs-parameters"] = parameters;
        }

        if (operation.Result is { } result)
        {
            lowered["x-cs-result"] = TypeFacts.Of(result, isChecked: false);
        }

        if (operation.StreamItem is { } item)
        {
            lowered["x-cs-stream"] = Stream(operation, item);
        }
    }

    private static JObject Stream(Operation operation, TypeUse item)
    {
        var flag = operation.StreamFlag?.Name;
        var facts = new JObject { ["item"] = TypeFacts.Of(item, isChecked: false) };
        if (flag is not null)
        {
            facts["flag"] = flag;
        }

        if (operation.StreamParameter is { } query)
        {
            facts["query"] = query;
        }

        if (operation.Result is { Shape: NamedShape })
        {
            facts["whole"] = true;
        }

        var description = (Description(operation, ", as a stream") ?? $"Streams {operation.Method.ToUpperInvariant()} {operation.Path}.")
            + (flag is null ? "" : $" The method sets `{flag}` on a copy of the request.");
        facts["summary"] = new JArray(XmlDocs.Summary(description, ""));
        facts["remarks"] = new JArray(XmlDocs.Remarks(description));
        return facts;
    }

    private static string? Description(Operation operation, string how = "") =>
        (string?)operation.Schema["summary"] is { } summary && XmlDocs.Split(summary) is var (first, more)
            ? $"{first.TrimEnd('.')}{how}. {more} {operation.Schema["description"]}"
            : (string?)operation.Schema["description"];
}
