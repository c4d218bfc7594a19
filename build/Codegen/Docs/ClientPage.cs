using Codegen.Lowering;
using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Docs;

/// <summary>The page of the client: base URI, every operation with all that a caller needs to know, and the models.</summary>
internal sealed class ClientPage(ContractDocument document, ContractLowering lowering, LoweringConfig config, Examples? examples)
{
    private readonly TypeLinks links = new(lowering, "models/");
    private readonly SortedDictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);

    public string Print()
    {
        var page = new Markdown();
        page.Block(ReferencePages.Notice).Heading(1, config.Client);
        page.Block(MarkdownText.Paragraphs((string?)document.Root["info"]?["description"]));
        if (document.Root["servers"] is JArray { Count: > 0 } servers)
        {
            page.Block($"All paths are relative to *{MarkdownText.Line((string?)servers[0]["url"])}*.");
        }

        if (examples?.Find("client") is { } client)
        {
            page.CSharp(client);
        }

        page.Heading(2, "Operations").Table(
            ["Method", "HTTP request", "Description"],
            lowering.Operations.SelectMany(Methods).Select(method => new[]
            {
                $"[{method.Name}]({Markdown.Anchor(method.Name)})",
                $"**{method.Operation.Method.ToUpperInvariant()}** {MarkdownText.Line(method.Operation.Path)}",
                method.IsStream ? $"{Summary(method.Operation)}, as a stream" : Summary(method.Operation),
            }));
        foreach (Method method in lowering.Operations.SelectMany(Methods))
        {
            Print(page, method);
        }

        if (headers.Count > 0)
        {
            page.Heading(2, "Response headers")
                .Table(["Header", "Meaning"], headers.Select(header => new[] { Markdown.Code(header.Key), header.Value }));
            page.Block("[Back to the operations](#operations)");
        }

        page.Heading(2, "Models").Block(
            "Members that a model does not know are kept in its `AdditionalProperties`, and written back unchanged.")
                .Block(string.Join('\n', lowering.Types.Select(type => $"- {links.Page(type.Name)}")));
        return page.Block("[Back to the operations](#operations) · [README](../README.md)").ToString();
    }

    private static IEnumerable<Method> Methods(Operation operation)
    {
        if (!operation.OnlyStreams)
        {
            yield return new Method(operation, $"{operation.Name}Async", IsStream: false);
        }

        if (operation.StreamItem is not null)
        {
            yield return new Method(operation, $"{operation.Name}StreamAsync", IsStream: true);
        }
    }

    private static string Summary(Operation operation) =>
        MarkdownText.Line(XmlDocs.FirstSentence((string?)(operation.Schema["summary"] ?? operation.Schema["description"])).TrimEnd('.'));

    private static string ResultType(Method method) => method.IsStream
        ? $"IAsyncEnumerable<{CSharpTypes.Name(method.Operation.StreamItem!)}>"
        : method.Operation.Result is { } result ? $"Task<{CSharpTypes.Name(result)}>" : "Task";

    private static string Signature(Method method)
    {
        IEnumerable<string> arguments = Arguments(method.Operation).Append("CancellationToken cancellationToken = default")
            .Select(argument => "    " + argument);
        return $"{ResultType(method)} {method.Name}(\n{string.Join(",\n", arguments)})";
    }

    private static IEnumerable<string> Arguments(Operation operation)
    {
        foreach (Parameter parameter in operation.Parameters.Where(parameter => parameter.In == "path"))
        {
            yield return $"{CSharpTypes.Name(parameter.Type)} {parameter.CSharpName}";
        }

        if (operation.Body is { } body)
        {
            yield return $"{CSharpTypes.Name(body)} request";
        }

        if (operation.ParametersType is { } type)
        {
            yield return operation.Others.Any(parameter => parameter.Required) ? $"{type} parameters" : $"{type}? parameters = null";
        }
    }

    private void Print(Markdown page, Method method)
    {
        Operation operation = method.Operation;
        page.Heading(2, method.Name);
        page.Block($"**{operation.Method.ToUpperInvariant()}** {MarkdownText.Line(operation.Path)}");
        page.Block((operation.Schema["deprecated"] is JValue { Value: true } ? "**Deprecated.** " : "")
            + MarkdownText.Paragraphs((string?)(operation.Schema["description"] ?? operation.Schema["summary"])));
        if (method.IsStream && operation.StreamFlag is { } flag)
        {
            page.Block($"The method sets `{flag.Name}` on a copy of the request.");
        }

        page.CSharp(Signature(method));
        page.Heading(3, "Example").CSharp(examples?.Find(operation.Id + (method.IsStream ? "Stream" : "")) ?? PlainExample(method));

        page.Heading(3, "Parameters").Table(["Name", "Type", "Required", "Limits", "Default", "Description"], Parameters(method));
        page.Heading(3, "Return type")
            .Block(links.Link(ResultType(method)) + (operation.ResultDescription is { } meaning ? $": {MarkdownText.Line(meaning)}" : ""));
        page.Heading(3, "Authorization").Block(Authorization(operation));
        page.Heading(3, "HTTP headers").Block(HttpHeaders(method));
        page.Heading(3, "Responses").Table(["Status", "Meaning", "Gives", "Response headers"], Responses(method));
        page.Block($"[Back to the operations](#operations) · [Models](#models) · [README](../README.md)");
    }

    /// <summary>Returns the call with the least that it requires, for an operation of which nobody has written an example.</summary>
    private string PlainExample(Method method)
    {
        Operation operation = method.Operation;
        IEnumerable<string> arguments = operation.Parameters.Where(parameter => parameter.In == "path")
            .Select(parameter => Samples.Of(parameter.Type, parameter.Name));
        if (operation.Body is { } body)
        {
            arguments = arguments.Append(Samples.Of(body, "text"));
        }

        if (operation.Others.Where(parameter => parameter.Required).ToList() is { Count: > 0 } required)
        {
            arguments =
                arguments.Append(
                    $"new() {{ {string.Join(", ", required.Select(parameter => $"{parameter.CSharpName} = {Samples.Of(parameter.Type, parameter.Name)}"))} }}");
        }

        string call = $"{Identifiers.Camel(config.Client)}.{method.Name}({string.Join(", ", arguments)})";
        return method.IsStream
            ? $"await foreach ({CSharpTypes.Name(operation.StreamItem!)} item in {call})\n{{\n    Console.WriteLine(item);\n}}"
            : $"{(operation.Result is { } result ? $"{CSharpTypes.Name(result)} result = " : "")}await {call};";
    }

    private IEnumerable<string[]> Parameters(Method method)
    {
        foreach (Parameter parameter in method.Operation.Parameters.Where(parameter => parameter.In == "path"))
        {
            yield return Row(parameter, parameter.CSharpName);
        }

        if (method.Operation.Body is { } body)
        {
            yield return [Markdown.Code("request"), links.Link(CSharpTypes.Name(body)), "yes", "", "", BodyDescription(method.Operation)];
        }

        foreach (Parameter parameter in method.Operation.Others)
        {
            yield return Row(parameter, $"parameters.{parameter.CSharpName}");
        }

        yield return [Markdown.Code("cancellationToken"), "CancellationToken", "", "", "", "Ends the call."];
    }

    private string[] Row(Parameter parameter, string name)
    {
        JObject schema = document.Resolve(parameter.ValueSchema) as JObject ?? [];
        return
        [
            Markdown.Code(name),
            links.Link(CSharpTypes.Name(parameter.Type) + (parameter.Required ? "" : "?")),
            parameter.Required ? "yes" : "",
            LimitText.Of(parameter.Type),
            LimitText.Default(parameter.Type, parameter.ValueSchema),
            (parameter.Deprecated ? "**Deprecated.** " : "")
                + MarkdownText.Line(Prose.Description(parameter.Schema) ?? Prose.Description(schema)),
        ];
    }

    private string BodyDescription(Operation operation) =>
        MarkdownText.Line((string?)document.Resolve(operation.Schema["requestBody"]!)["description"]
            ?? (operation.Body?.Shape is NamedShape body ? Prose.Description(body.Schema) : null) ?? "What to send.");

    private string Authorization(Operation operation)
    {
        var requirements = (operation.Schema["security"] ?? document.Root["security"]) as JArray;
        IEnumerable<string> names = requirements?.OfType<JObject>().SelectMany(requirement => requirement.Properties())
            .Select(property => property.Name)
            .Distinct() ?? [];
        IEnumerable<string> lines = names.Select(name =>
        {
            var scheme = document.Root["components"]?["securitySchemes"]?[name] is { } found ? document.Resolve(found) : new JObject();
            string kind = (string?)scheme["type"] switch
            {
                "http" => $"HTTP {MarkdownText.Line((string?)scheme["scheme"])}",
                "apiKey" => $"API key, {MarkdownText.Line((string?)scheme["in"])} {Markdown.Code((string?)scheme["name"] ?? "")}",
                { } other => MarkdownText.Line(other),
                null => "",
            };
            return $"- **{MarkdownText.Line(name)}** ({kind}): {MarkdownText.Line((string?)scheme["description"])}";
        });
        return string.Join('\n', lines) is { Length: > 0 } text ? text : "None is needed.";
    }

    private static string HttpHeaders(Method method)
    {
        var lines = new List<string>();
        if (method.Operation.Body is not null)
        {
            lines.Add("- **Content-Type**: `application/json`");
        }

        lines.Add($"- **Accept**: `{(method.IsStream ? "text/event-stream" : "application/json")}`");
        return string.Join('\n', lines);
    }

    private IEnumerable<string[]> Responses(Method method)
    {
        foreach (Response response in method.Operation.Responses)
        {
            foreach (var (name, header) in response.Headers)
            {
                headers[name] = MarkdownText.Line((string?)header["description"]);
            }

            IEnumerable<string> names = response.Headers.Keys.Select(name => $"[{Markdown.Code(name)}](#response-headers)");
            yield return [MarkdownText.Line(response.Status), MarkdownText.Line((string?)response
                .Schema["description"]), Gives(method, response.Status), string.Join(", ", names)];
        }
    }

    private string Gives(Method method, string status) => status switch
    {
        ['2', ..] => method.IsStream
            ? links.Link($"IAsyncEnumerable<{CSharpTypes.Name(method.Operation.StreamItem!)}>")
            : method.Operation.Result is { } result ? links.Link(CSharpTypes.Name(result)) : "",
        "400" => "`BadRequestException`",
        "401" => "`AuthenticationException`",
        "403" => "`PermissionDeniedException`",
        "404" => "`NotFoundException`",
        "409" => "`ConflictException`",
        "422" => "`UnprocessableEntityException`",
        "429" => "`RateLimitException`",
        ['4', ..] => "`ClientException`",
        ['5', ..] => "`ServerException`",
        _ => "`ApiStatusException`",
    };

    private sealed record Method(Operation Operation, string Name, bool IsStream);
}
