using Newtonsoft.Json.Linq;

namespace Codegen;

/// <summary>Checks that what the kept operations reach has the form OpenAPI gives it, so that whoever reads it need not.</summary>
/// <remarks>
/// Only the form: a list where a list is due, a type that there is, bounds that leave a value between them. What JSON Schema allows
/// and editions hold passes: <c>required</c> that names no member, a <c>default</c> that is not in <c>enum</c>. What no operation
/// reaches may be as it likes, and so may extensions.
/// </remarks>
internal sealed partial class ContractStructure
{
    private readonly ContractDocument document;
    private readonly Subtypes subtypes;
    private readonly HashSet<JToken> seen = new(ReferenceEqualityComparer.Instance);

    private ContractStructure(ContractDocument document)
    {
        this.document = document;
        subtypes = new Subtypes(document);
    }

    /// <summary>Checks the operations that are kept, by path, method and operation, and all they reach.</summary>
    /// <exception cref="ContractException">Something has another form than it must have; the exception names it.</exception>
    public static void Check(ContractDocument document, Func<string, string, JToken?, bool> keeps)
    {
        var structure = new ContractStructure(document);
        structure.Members(document.Root, "paths");
        foreach (var (_, item, methods) in PathItems.Kept(document, keeps))
        {
            structure.PathItem(item, methods);
        }
    }

    private static bool IsAbsent(JToken? value) => value is null or { Type: JTokenType.Null };

    private void PathItem(JObject item, string[] methods)
    {
        Parameters(item);
        foreach (JObject operation in methods.Select(method => Object(item[method]!, "an operation")))
        {
            Text(operation, "operationId", "summary", "description");
            Flags(operation, "deprecated");
            Parameters(operation);
            if (operation["requestBody"] is { } reference)
            {
                JObject body = Object(reference, "a request body");
                Text(body, "description");
                Flags(body, "required");
                Content(body);
            }

            foreach (JProperty entry in Members(operation, "responses").Where(entry => !ContractDocument.IsExtension(entry.Name)))
            {
                JObject response = Object(entry.Value, "a response");
                Text(response, "description");
                Content(response);
                foreach (JProperty header in Members(response, "headers"))
                {
                    Text(Object(header.Value, "a header"), "description");
                }
            }
        }
    }

    private void Parameters(JObject owner)
    {
        foreach (JToken entry in Items(owner, "parameters"))
        {
            JObject parameter = Object(entry, "a parameter");
            foreach (string keyword in (string[])["name", "in"])
            {
                if (parameter[keyword] is not JValue { Value: string { Length: > 0 } })
                {
                    throw document.Error(parameter[keyword] ?? parameter, $"a parameter must have '{keyword}', a text");
                }
            }

            Text(parameter, "description", "style");
            Flags(parameter, "required", "deprecated", "explode");
            SchemaAt(parameter, "schema");
            Content(parameter);
        }
    }

    private void Content(JObject owner)
    {
        foreach (JProperty media in Members(owner, "content"))
        {
            SchemaAt(Object(media.Value, "a media type"), "schema");
        }
    }

    private void SchemaAt(JObject owner, string keyword)
    {
        if (!IsAbsent(owner[keyword]))
        {
            Schema(owner[keyword]!);
        }
    }

    private void Schema(JToken node)
    {
        if (node is JValue { Value: bool } || !seen.Add(node))
        {
            return;
        }

        if (node is not JObject schema)
        {
            throw document.Error(node, "a schema must be an object");
        }

        if (schema.ContainsKey("$ref"))
        {
            Schema(document.Resolve(schema));
        }

        Text(schema, "title", "description", "format");
        Flags(schema, "nullable", "deprecated", "uniqueItems", "readOnly");
        Type(schema);
        Values(schema);
        Bounds(schema);
        Pattern(schema);
        if (schema["required"] is JArray)
        {
            Texts(schema, "required");
        }

        foreach (string keyword in (string[])["allOf", "anyOf", "oneOf"])
        {
            foreach (JToken variant in Items(schema, keyword))
            {
                Demand(variant, variant is JObject, "a schema must be an object");
                Schema(variant);
            }
        }

        foreach (JProperty member in Members(schema, "properties").Where(member => !IsAbsent(member.Value)))
        {
            Schema(member.Value);
        }

        SchemaAt(schema, "items");
        SchemaAt(schema, "additionalProperties");
        if (!IsAbsent(schema["discriminator"]))
        {
            Discriminator(Object(schema["discriminator"]!, "a discriminator"));
            foreach (string subtype in subtypes.Of(schema))
            {
                Schema(document.ResolvePointer(subtype));
            }
        }
    }

    private void Discriminator(JObject discriminator)
    {
        Text(discriminator, "propertyName");
        foreach (JProperty entry in Members(discriminator, "mapping"))
        {
            Demand(entry.Value, entry.Value is JValue { Value: string }, "an entry of 'mapping' must be a text");
        }
    }

    private JObject Object(JToken node, string noun) =>
        document.Resolve(node) as JObject ?? throw document.Error(node, $"{noun} must be an object");

    private IEnumerable<JProperty> Members(JObject owner, string keyword)
    {
        JToken? value = owner[keyword];
        Demand(value, IsAbsent(value) || value is JObject, $"'{keyword}' must be an object");
        return (value as JObject)?.Properties() ?? [];
    }

    private IEnumerable<JToken> Items(JObject owner, string keyword)
    {
        JToken? value = owner[keyword];
        Demand(value, IsAbsent(value) || value is JArray, $"'{keyword}' must be a list");
        return value as JArray ?? [];
    }

    private void Texts(JObject owner, string keyword)
    {
        foreach (JToken item in Items(owner, keyword))
        {
            Demand(item, item is JValue { Value: string }, $"an item of '{keyword}' must be a text");
        }
    }

    private void Text(JObject owner, params string[] keywords) =>
        Each(owner, keywords, value => value is { Type: JTokenType.String }, "a text");

    private void Flags(JObject owner, params string[] keywords) =>
        Each(owner, keywords, value => value is { Type: JTokenType.Boolean }, "true or false");

    private void Each(JObject owner, string[] keywords, Predicate<JToken> fits, string noun)
    {
        foreach (string keyword in keywords)
        {
            JToken? value = owner[keyword];
            Demand(value, IsAbsent(value) || fits(value!), $"'{keyword}' must be {noun}");
        }
    }

    private void Demand(JToken? node, bool isMet, string message)
    {
        if (!isMet)
        {
            throw document.Error(node!, message);
        }
    }
}
