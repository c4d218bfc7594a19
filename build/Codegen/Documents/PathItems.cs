using Newtonsoft.Json.Linq;

namespace Codegen;

/// <summary>Walks the operations of a document; what is not kept may be as it likes.</summary>
internal static class PathItems
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch", "head", "options", "trace"];

    /// <summary>Gets the paths of which an operation is kept, each with those operations in the order of the specification.</summary>
    /// <exception cref="ContractException">A path that is kept is no object.</exception>
    public static IEnumerable<(string Path, JObject Item, string[] Methods)> Kept(
        ContractDocument document,
        Func<string, string, JToken?, bool> keeps)
    {
        foreach (JProperty path in (document.Root["paths"] as JObject)?.Properties() ?? [])
        {
            if (ContractDocument.IsExtension(path.Name) || ItemOf(document, path, keeps) is not { } item)
            {
                continue;
            }

            string[] methods = [.. Methods.Where(
                method => item[method] is { Type: not JTokenType.Null } operation && keeps(path.Name, method, operation))];
            if (methods.Length > 0)
            {
                yield return (path.Name, item, methods);
            }
        }
    }

    // A path that no pattern keeps by its name is not followed, unless it is written in place: its operations may have tags.
    private static JObject? ItemOf(ContractDocument document, JProperty path, Func<string, string, JToken?, bool> keeps) =>
        path.Value is JObject item && item["$ref"] is null ? item
            : !Methods.Any(method => keeps(path.Name, method, null)) ? null
            : document.Resolve(path.Value) as JObject ?? throw document.Error(path.Value, "a path must be an object");
}
