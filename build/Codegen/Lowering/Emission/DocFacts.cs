using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Emission;

/// <summary>Puts documentation beside what it documents: lines for a <c>///</c> comment, escaped by <see cref="XmlDocs"/>.</summary>
internal static class DocFacts
{
    public static void Add(JObject schema, string? prose, string fallback)
    {
        schema["x-cs-summary"] = new JArray(XmlDocs.Summary(prose, fallback));
        if (XmlDocs.Remarks(prose) is { Count: > 0 } remarks)
        {
            schema["x-cs-remarks"] = new JArray(remarks);
        }
    }

    public static void AddAccessor(JObject schema, string verb, string name, string? prose)
    {
        var (first, _) = XmlDocs.Split(prose);
        schema["x-cs-summary"] = new JArray(XmlDocs.Whole(Prose.Accessor(verb, name, first), ""));
        if (XmlDocs.Remarks(prose) is { Count: > 0 } remarks)
        {
            schema["x-cs-remarks"] = new JArray(remarks);
        }
    }

    public static void AddLimits(JObject schema, TypeUse type, JObject written, bool onlyServerSets)
    {
        if (string.Join(' ', Limits.Lines(type, written, withDefault: !onlyServerSets)) is { Length: > 0 } limits)
        {
            schema["x-cs-limits"] = limits;
        }
    }
}
