using System.Text.RegularExpressions;
using Codegen.Lowering;
using Newtonsoft.Json.Linq;

namespace Codegen.Adoption;

/// <summary>
/// Our contract and a new edition → our contract with the structure of the new edition: what is said of things stays ours, and is never
/// copied.
/// </summary>
/// <remarks>
/// Structure is what the code is made from: operations below the kept paths, parameters, bodies, the content of answers, and schemas.
/// Examples,
/// error answers, headers of answers and extensions are additions of ours, which no edition takes away.
/// </remarks>
internal sealed partial class EditionMerge
{
    private const string Schemas = "#/components/schemas/";

    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    private readonly JObject ours;
    private readonly JObject theirs;
    private readonly LoweringConfig config;
    private readonly bool isOld;

    private EditionMerge(JObject ours, JObject theirs, LoweringConfig config)
    {
        this.ours = ours;
        this.theirs = theirs;
        this.config = config;
        isOld = ((string?)theirs["openapi"])?.StartsWith("3.0", StringComparison.Ordinal) == true;
    }

    /// <summary>Merges; nodes that stay keep the <see cref="Origin"/> they have in our contract, new ones have none.</summary>
    public static JObject Merge(JObject ours, JObject theirs, LoweringConfig config) => new EditionMerge(ours, theirs, config).Merge();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Placeholders();

    private JObject Merge()
    {
        var merged = (JObject)ours.DeepClone();
        merged["paths"] = Paths();
        merged["components"] ??= new JObject();
        merged["components"]!["schemas"] = MergeSchemas(merged);
        return merged;
    }

    private JObject Paths()
    {
        JObject own = ours["paths"] as JObject ?? [];
        var byShape = own.Properties().ToLookup(path => Placeholders().Replace(path.Name, "{}"), StringComparer.Ordinal);
        var kept = new JObject();
        var wanted = new JObject();
        foreach (JProperty path in (theirs["paths"] as JObject ?? []).Properties())
        {
            JObject item = Resolve(path.Value);
            var left = new JObject(item.Properties().Where(member =>
                !Methods.Contains(member.Name) || config.Keeps(path.Name, member.Name, member.Value)));
            if (left.Properties().Any(member => Methods.Contains(member.Name)))
            {
                wanted[path.Name] = left;
                if (byShape[Placeholders().Replace(path.Name, "{}")].FirstOrDefault() is { } known)
                {
                    kept[path.Name] = known.Value.DeepClone();
                }
            }
        }

        return Members(
            new JObject(kept.Properties().OrderBy(path => own.Properties().TakeWhile(other => other.Name != path.Name).Count())),
            wanted,
            _ => PathItem);
    }

    private JObject MergeSchemas(JObject merged)
    {
        JObject own = ours["components"]?["schemas"] as JObject ?? [];
        JObject other = theirs["components"]?["schemas"] as JObject ?? [];
        var found = new Dictionary<string, JToken>(StringComparer.Ordinal);
        JObject rest = new(merged.Properties().Select(member => member.Name != "components"
            ? member
            : new JProperty(
                member.Name,
                new JObject(((JObject)member.Value).Properties().Where(component => component.Name != "schemas")))));
        var open = new Queue<string>(References(rest));
        while (open.TryDequeue(out string? name))
        {
            if (found.ContainsKey(name) || (own[name] ?? other[name]) is not { } known)
            {
                continue;
            }

            found[name] = other[name] is { } schema ? Schema(own[name], schema) : known.DeepClone();
            foreach (string next in References(found[name]))
            {
                open.Enqueue(next);
            }
        }

        return Ordered(own, other, found);
    }

    private static IEnumerable<string> References(JToken node) => (node as JContainer)?.DescendantsAndSelf().OfType<JValue>()
        .Where(value => value.Type == JTokenType.String)
        .Select(value => (string)value!)
        .Where(text => text.StartsWith(Schemas, StringComparison.Ordinal))
        .Select(text => text[Schemas.Length..]) ?? [];

    private JToken PathItem(JToken? own, JToken other) => Members(own, Resolve(other), name => name switch
    {
        "parameters" => Parameters,
        _ when Methods.Contains(name) => Operation,
        _ => null,
    });

    private JToken Operation(JToken? own, JToken other)
    {
        JObject merged = Members(own, other, name => name switch
        {
            "operationId" or "deprecated" => Value,
            "parameters" => Parameters,
            "requestBody" => RequestBody,
            "responses" => Responses,
            "tags" when own is null => Tags,
            _ => null,
        });
        if (own is null && merged["responses"] is JObject responses)
        {
            foreach (JProperty error in CommonErrors().Where(error => !responses.ContainsKey(error.Name)))
            {
                responses.Add(error.Name, Foreign(error.Value));
            }
        }

        return merged;
    }

    /// <summary>The error answers that all our operations share: a new one has them too.</summary>
    private IEnumerable<JProperty> CommonErrors()
    {
        var all = (ours["paths"] as JObject ?? []).Properties()
            .SelectMany(path => ((JObject)path.Value).Properties())
            .Where(member => Methods.Contains(member.Name))
            .Select(member => member.Value["responses"] as JObject ?? [])
            .ToList();
        return all.FirstOrDefault()?.Properties()
            .Where(answer => answer.Name[0] != '2' && all.TrueForAll(other => JToken.DeepEquals(other[answer.Name], answer.Value))) ?? [];
    }

    private JArray Tags(JToken? own, JToken other) =>
        new(other.Where(tag => ours["tags"]?.Any(known => JToken.DeepEquals(known["name"], tag)) == true));

    private JToken Parameters(JToken? own, JToken other) => List(own, other, Parameter, SameParameter);

    private JToken Parameter(JToken? own, JToken other) => Referenced(own, other, name => name switch
    {
        "name" or "in" or "required" or "deprecated" or "style" or "explode" or "allowReserved" => Value,
        "schema" => Schema,
        "content" => Content,
        _ => null,
    }, name => name is "style" or "explode" or "allowReserved");

    private JToken RequestBody(JToken? own, JToken other) => Referenced(own, other, name => name switch
    {
        "required" => Value,
        "content" => Content,
        _ => null,
    });

    private JToken Responses(JToken? own, JToken other) => Members(own, other, status => (before, after) =>
        before is not null && status[0] != '2' ? before.DeepClone() : Referenced(before, after, name => name switch
        {
            "content" => Content,
            "headers" => (headers, others) => Members(headers, others, _ => Header, _ => true),
            _ => null,
        }, name => name == "headers"), status => status[0] != '2');

    private JToken Header(JToken? own, JToken other) => own?.DeepClone() ?? Referenced(own, other, name => name switch
    {
        "required" or "deprecated" => Value,
        "schema" => Schema,
        _ => null,
    });

    private JToken Content(
        JToken? own,
        JToken other) => Members(own, other, _ => (before, after) => Members(before, after, name => name switch
    {
        "schema" or "itemSchema" => Schema,
        "encoding" => Value,
        _ => null,
    }), _ => true);

    private JToken Schema(JToken? own, JToken other)
    {
        if (other is not JObject)
        {
            return Value(own, other);
        }

        JObject merged = Members(own, isOld ? Modern((JObject)other) : other, name => name switch
        {
            "description" or "title" or "summary" or "example" or "examples" or "externalDocs" or "xml" or "$comment" => null,
            _ when name.StartsWith("x-", StringComparison.Ordinal) => null,
            "properties" or "patternProperties" or "$defs" => (before, after) => Members(before, after, _ => Schema),
            "items" or "additionalProperties" or "not" or "propertyNames" or "contains" => Schema,
            "oneOf" or "anyOf" or "allOf" or "prefixItems" => (before, after) => List(before, after, Schema, Likeness),
            "enum" or "required" or "type" => Set,
            _ => Value,
        });

        // What is said of a value, or of what to use instead, goes with it.
        if (merged["x-enum-descriptions"] is JObject said)
        {
            var values = merged["enum"]?.Select(value => (string?)value).ToHashSet() ?? [];
            said.Properties().Where(value => !values.Contains(value.Name)).ToList().ForEach(value => value.Remove());
        }

        if (merged["deprecated"] is not JValue { Value: true })
        {
            merged.Remove("x-deprecation");
        }

        return merged;
    }

    /// <summary>OpenAPI 3.0's words → those of 3.1, which our contract uses.</summary>
    private static JObject Modern(JObject schema)
    {
        var modern = (JObject)schema.DeepClone();
        foreach (string side in new[] { "Minimum", "Maximum" })
        {
            if (modern[$"exclusive{side}"] is JValue { Value: bool isExclusive })
            {
                modern.Remove($"exclusive{side}");
                if (isExclusive && modern[side.ToLowerInvariant()] is { } bound)
                {
                    modern.Remove(side.ToLowerInvariant());
                    modern[$"exclusive{side}"] = bound;
                }
            }
        }

        if (modern["nullable"] is JValue { Value: bool isNullable })
        {
            modern.Remove("nullable");
            if (isNullable && modern["type"] is JValue type)
            {
                modern["type"] = new JArray(type, "null");
            }
            else if (isNullable && (modern["anyOf"] ?? modern["oneOf"]) is JArray variants)
            {
                variants.Add(new JObject { ["type"] = "null" });
            }
            else if (isNullable)
            {
                JToken part = modern["allOf"] is JArray { Count: 1 } single ? single[0] : modern;
                return new JObject { ["anyOf"] = new JArray(part, new JObject { ["type"] = "null" }) };
            }
        }

        return modern;
    }

    private JToken Referenced(JToken? own, JToken other, Func<string, Merger?> of, Func<string, bool>? keeps = null) =>
        own?["$ref"] is { } reference && JToken.DeepEquals(reference, other["$ref"])
            ? own.DeepClone()
            : Members(own?["$ref"] is null ? own : Resolve(own, ours), Resolve(other), of, keeps);

    private JObject Resolve(JToken node) => Resolve(node, theirs);

    private static JObject Resolve(JToken node, JObject root) => (string?)node["$ref"] is { } reference
        ? JsonPointer.Split(reference)
            .Aggregate<string, JToken?>(root, (parent, name) => parent is null ? null : JsonPointer.Step(parent, name)) as JObject ?? []
        : (JObject)node;

    private static JToken Value(JToken? own, JToken other) => JToken.DeepEquals(own, other) ? own!.DeepClone() : Foreign(other);

    private static JToken Set(JToken? own, JToken other) =>
        own is JArray && other is JArray ? List(own, other, Value, SameValue) : Value(own, other);

    private delegate JToken Merger(JToken? own, JToken other);
}
