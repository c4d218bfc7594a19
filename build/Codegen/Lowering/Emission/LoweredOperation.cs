using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Emission;

/// <summary>Writes an operation with its parameters, body and responses.</summary>
internal static class LoweredOperation
{
    public static JObject Of(Operation operation)
    {
        var lowered = new JObject { ["operationId"] = operation.Id };
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
            lowered["requestBody"] = new JObject { ["required"] = true, ["content"] = Content("application/json", PlainSchema.Of(body)) };
        }

        lowered["responses"] = Responses(operation);
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

    private static JObject Responses(Operation operation)
    {
        var responses = new JObject();
        foreach (var response in operation.Responses.Where(response => response.Status[0] != '2'))
        {
            responses[response.Status] = Response((string?)response.Schema["description"]);
        }

        // What is answered with differs by its content only; 2XX would be none that NSwag takes for a success.
        var success = Response(operation.ResultDescription);
        var content = new JObject();
        if (operation.Result is { } result)
        {
            content.Merge(Content("application/json", PlainSchema.Of(result)));
        }

        if (operation.StreamItem is { } item)
        {
            content.Merge(Content("text/event-stream", PlainSchema.Of(item)));
        }

        if (content.Count > 0)
        {
            success["content"] = content;
        }

        responses.AddFirst(new JProperty(content.Count > 0 ? "200" : "204", success));
        return responses;
    }

    private static JObject Response(string? description) => new() { ["description"] = description ?? "" };

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
