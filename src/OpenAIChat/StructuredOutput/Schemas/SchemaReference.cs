using Newtonsoft.Json.Linq;

namespace OpenAIChat.StructuredOutput;

/// <summary>Follows references within a JSON Schema: <c>#</c>, <c>#/$defs/City</c>.</summary>
internal static class SchemaReference
{
    /// <summary>Finds what a reference leads to; null when that is no schema of the document.</summary>
    public static JObject? Resolve(JObject root, JToken reference)
    {
        if (reference is not JValue { Value: string text } || text is not ['#', ..])
        {
            return null;
        }

        JToken? target = root;
        foreach (string step in text.Substring(1).Split('/').Skip(1))
        {
            string key = Uri.UnescapeDataString(step).Replace("~1", "/").Replace("~0", "~");
            target = target switch
            {
                JObject @object => @object[key],
                JArray array when int.TryParse(key, out int index) && index >= 0 && index < array.Count => array[index],
                _ => null,
            };
        }

        return text is "#" || text.StartsWith("#/", StringComparison.Ordinal) ? target as JObject : null;
    }
}
