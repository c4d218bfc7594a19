using Newtonsoft.Json.Linq;

namespace Codegen.Tests.Lowering.Plain;

/// <summary>What a contract says and a lowered document does not: of operations, parameters, bodies, answers and all members that they reach.</summary>
/// <param name="contract">The contract.</param>
/// <param name="lowered">The lowered document, stripped of every fact.</param>
internal sealed class DocumentComparison(JObject contract, JObject lowered)
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    // Spec: these three are no parameters, whoever writes them as some.
    private static readonly string[] NoParameters = ["header Accept", "header Content-Type", "header Authorization"];

    private readonly HashSet<(string, string)> compared = [];

    private List<string> differences = [];

    /// <summary>Compares the operations that were kept.</summary>
    public IReadOnlyList<string> Differences()
    {
        foreach (JProperty path in lowered["paths"]!.Children<JProperty>())
        {
            JToken item = SchemaReading.Resolve(contract, contract["paths"]![path.Name])!;
            foreach (JProperty operation in path.Value.Children<JProperty>().Where(entry => Methods.Contains(entry.Name)))
            {
                CompareOperation($"{operation.Name} {path.Name}", item, (JObject)item[operation.Name]!, (JObject)operation.Value);
            }
        }

        return [.. differences.Distinct()];
    }

    private void CompareOperation(string place, JToken item, JObject before, JObject after)
    {
        var parameters = Parameters(lowered, after, new JObject()).ToDictionary(Key);
        foreach (JToken parameter in Parameters(contract, before, item).DistinctBy(Key).Where(parameter => !NoParameters.Contains(Key(parameter))))
        {
            string at = $"{place} {Key(parameter)}";
            if (Expect(at, parameters.TryGetValue(Key(parameter), out JToken? found)))
            {
                Expect($"{at}: required", Flag(parameter["required"]) == Flag(found!["required"]));
                CompareSchema(at, parameter["schema"], found["schema"]);
            }
        }

        if (SchemaReading.Resolve(contract, before["requestBody"]) is { } body)
        {
            Expect($"{place} body: required", Flag(body["required"]) == Flag(after["requestBody"]?["required"]));
            CompareSchema($"{place} body", Json(body)?["schema"], Json(after["requestBody"])?["schema"]);
        }

        foreach (JProperty response in before["responses"]!.Children<JProperty>())
        {
            JToken said = SchemaReading.Resolve(contract, response.Value)!;
            JToken? found = after["responses"]![response.Name switch { "2XX" => "200", [_, 'X', 'X'] => "default", var status => status }];
            string at = $"{place} {response.Name}";
            if (Expect(at, found is not null))
            {
                CompareAnswer(at, said, found!);
            }
        }
    }

    private void CompareAnswer(string place, JToken said, JToken found)
    {
        foreach (JProperty header in (said["headers"] as JObject ?? []).Properties())
        {
            CompareSchema($"{place} {header.Name}", SchemaReading.Resolve(contract, header.Value)?["schema"], found["headers"]?[header.Name]?["schema"]);
        }

        CompareSchema($"{place} content", Json(said)?["schema"], Json(found)?["schema"]);
        CompareSchema($"{place} events", said["content"]?["text/event-stream"]?["schema"], found["content"]?["text/event-stream"]?["schema"]);
    }

    private void CompareSchema(string place, JToken? said, JToken? found)
    {
        if (said is null || !Expect(place, found is not null) || !compared.Add((Identity(said), Identity(found!))))
        {
            return;
        }

        SchemaReading before = SchemaReading.Of(contract, said);
        SchemaReading after = SchemaReading.Of(lowered, found!);
        bool isAnything = after.Alternatives is [{ Kinds.Count: 0 }] || before.Alternatives.Any(one => one.Kinds.Count == 0);
        // Of parts that disagree on null, the nearest counts.
        bool hasParts = said["allOf"] is JArray { Count: > 1 };
        Expect($"{place}: null", isAnything || hasParts || before.Nullable == after.Nullable);
        Expect($"{place}: default", before.Default is not { Type: not JTokenType.Null } value || !before.Fits(value) || JToken.DeepEquals(before.Default, after.Default));
        foreach (SchemaReading.Alternative one in Merged(before.Alternatives))
        {
            CompareAlternative(place, one, after);
        }
    }

    private void CompareAlternative(string place, SchemaReading.Alternative one, SchemaReading after)
    {
        string[] constants = [.. one.Constants(contract)];
        List<SchemaReading.Alternative> candidates =
        [
            .. after.Alternatives.Where(other => one.Kinds.SetEquals(other.Kinds))
                .OrderByDescending(other => other.Constants(lowered).Intersect(constants).Count())
                .ThenByDescending(other => other.Members.Keys.Intersect(one.Members.Keys).Count() - other.Members.Count)
        ];
        if (!Expect($"{place}: {string.Join('|', one.Kinds)}", candidates.Count > 0))
        {
            return;
        }

        List<string> told = differences;
        List<string>? best = null;
        foreach (SchemaReading.Alternative other in candidates.Take(candidates.Count > 3 ? 1 : candidates.Count))
        {
            differences = [];
            CompareKind(place, one, other);
            best = best is null || differences.Count < best.Count ? differences : best;
            if (best.Count == 0)
            {
                break;
            }
        }

        differences = [.. told, .. best!];
    }

    private void CompareKind(string place, SchemaReading.Alternative one, SchemaReading.Alternative other)
    {
        Expect($"{place}: enum [{string.Join(' ', one.Values ?? [])}] is [{string.Join(' ', other.Values ?? [])}]", one.Values is null || one.Values.SetEquals(other.Values ?? []));
        foreach (var (bound, value) in one.Limits)
        {
            Expect($"{place}: {bound}", other.Limits.GetValueOrDefault(bound) == value);
        }

        Expect($"{place}: required [{string.Join(' ', one.Required)}] is [{string.Join(' ', other.Required)}]", one.Required.Where(one.Members.ContainsKey).All(other.Required.Contains) && other.Required.IsSubsetOf(one.Required));
        foreach (var (name, parts) in one.Members)
        {
            if (Expect($"{place}.{name}", other.Members.TryGetValue(name, out JArray? found)))
            {
                CompareSchema($"{place}.{name}", new JObject { ["allOf"] = parts }, new JObject { ["allOf"] = found });
            }
        }

        CompareSchema($"{place}[]", one.Items, one.Items is null ? null : other.Items);
        CompareSchema($"{place}{{}}", one.Map, one.Map is null ? null : other.Map);
    }

    /// <summary>Strings are one alternative: known values of a text that may be another are those of an open enum.</summary>
    private static IEnumerable<SchemaReading.Alternative> Merged(List<SchemaReading.Alternative> alternatives)
    {
        List<SchemaReading.Alternative> texts = [.. alternatives.Where(one => one.Values is not null && one.Kinds.SetEquals(["string"]))];
        texts.Skip(1).ToList().ForEach(text => texts[0].Values!.UnionWith(text.Values!));
        return alternatives.Where(one => !one.Kinds.SetEquals(["string"]) || texts.Count == 0 || one == texts[0]);
    }

    private static IEnumerable<JToken> Parameters(JObject root, JToken operation, JToken item) =>
        new[] { operation["parameters"], item["parameters"] }.OfType<JArray>().SelectMany(list => list).Select(parameter => SchemaReading.Resolve(root, parameter)!);

    private static string Key(JToken parameter) => $"{parameter["in"]} {parameter["name"]}";

    private static bool Flag(JToken? value) => value is JValue { Value: true };

    private static JToken? Json(JToken? body) =>
        (body?["content"] as JObject)?.Properties().FirstOrDefault(media => media.Name.Contains("json", StringComparison.Ordinal))?.Value;

    private static string Identity(JToken schema) => schema["$ref"] is { } reference && ((JObject)schema).Count == 1 ? reference.ToString() : schema.ToString(Newtonsoft.Json.Formatting.None);

    private bool Expect(string what, bool isSo)
    {
        if (!isSo)
        {
            differences.Add(what);
        }

        return isSo;
    }
}
