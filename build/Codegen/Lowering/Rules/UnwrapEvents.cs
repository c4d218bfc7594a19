using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Rules;

/// <summary>
/// The item of an event stream, where the contract describes the event around it: <c>{data: Chunk}</c> and
/// <c>oneOf: [Event {data: Chunk}, Sentinel {data: "[DONE]"}]</c> → <c>Chunk</c>. What reads the stream has taken the event apart already.
/// </summary>
internal sealed class UnwrapEvents(ContractDocument document)
{
    private static readonly string[] EventFields = ["data", "event", "id", "retry", "comment"];

    private readonly SchemaReferences references = new(document);

    /// <summary>Gets the schema of what an event carries; the schema itself where it describes no event.</summary>
    /// <exception cref="ContractException">Only the name of an event tells what it carries.</exception>
    public SchemaLocation ItemOf(SchemaLocation location)
    {
        var target = Follow(location);
        var variants = FlattenVariants.VariantsOf(target).Where(variant => !SplitNullVariants.IsNull(variant.Schema)).ToList();
        if (variants.Count == 0)
        {
            return DataOf(target) is { } data ? ItemOf(data) : location;
        }

        var items = variants.Where(variant => !IsSentinel(variant)).ToList();
        var carried = items.Select(variant => DataOf(Follow(variant)) ?? variant).DistinctBy(item => Follow(item).Pointer).ToList();
        if (items.Count == variants.Count && items.TrueForAll(variant => DataOf(Follow(variant)) is null))
        {
            return location;
        }

        if (carried is [var only])
        {
            return ItemOf(only);
        }

        if (items.Exists(IsNamed))
        {
            throw document.ErrorAt(
                location.Pointer,
                "the events of the stream differ only by name, which the client does not expose; "
                + "name the schema of all items in \"streams\", or leave the operation out");
        }

        var schemas = new JArray(carried.Select(item => item.Schema.DeepClone()));
        return target with { Schema = new JObject { ["anyOf"] = schemas }, Pointer = $"{target.Pointer}#data" };
    }

    /// <summary>Gets what an event carries; null for what is no event.</summary>
    private static SchemaLocation? DataOf(SchemaLocation location)
    {
        if (location.Schema["properties"] is not JObject { Count: > 0 } members
            || members["data"] is not JObject data
            || members.Properties().Any(member => !EventFields.Contains(member.Name)))
        {
            return null;
        }

        // Spec: JSON Schema describes JSON that travels as text by contentSchema.
        return location.Below(
            data["contentSchema"] is JObject ? "properties/data/contentSchema" : "properties/data",
            data["contentSchema"] as JObject ?? data,
            location.Origin.Component is null ? location.Origin : HoistInlineSchemas.Append(location.Origin, "Data"));
    }

    /// <summary>Determines whether it is a text that says only that the stream ends, alone or in an event.</summary>
    private bool IsSentinel(SchemaLocation location)
    {
        var target = Follow(location);
        return IsConstantText(target) || (DataOf(target) is { } data && IsConstantText(Follow(data)));
    }

    private bool IsNamed(SchemaLocation location) =>
        Follow(location).Schema["properties"]?["event"] is JObject name && ReadConstants.StringValuesOf(name).Count > 0;

    private static bool IsConstantText(SchemaLocation location) =>
        ReadConstants.StringValuesOf(location.Schema).Count > 0 && location.Schema["properties"] is null;

    private SchemaLocation Follow(SchemaLocation location) =>
        location.Schema["$ref"] is JValue { Value: string reference } ? references.Follow(location, reference) : location;
}
