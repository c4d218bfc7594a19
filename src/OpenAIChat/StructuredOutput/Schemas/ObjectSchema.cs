using Newtonsoft.Json.Linq;

namespace OpenAIChat.StructuredOutput;

/// <summary>The schema of an object: every member is required, and there are no others.</summary>
internal sealed class ObjectSchema(Type type, string? description) : ValueSchema
{
    private readonly Dictionary<string, int> positions = new(StringComparer.Ordinal);
    private readonly List<ObjectMember> members = [];

    public override string? DefinitionName { get; } = SchemaName.Of(type);

    public override IEnumerable<ValueSchema> Parts => members.Select(static member => member.Schema);

    public IReadOnlyList<ObjectMember> Members => members;

    public Type Type => type;

    /// <summary>Gets or sets the member that tells the subtypes of a union apart, with the value that tells this one.</summary>
    public (string Name, string Value)? Discriminator { get; set; }

    /// <summary>Gets or sets what creates the object from what its members hold; it may throw what the type throws.</summary>
    public ObjectCreator? Creator { get; set; }

    /// <summary>Adds a member.</summary>
    /// <returns>Whether no other has the name.</returns>
    public bool Add(ObjectMember member)
    {
        if (member.Name == Discriminator?.Name || positions.ContainsKey(member.Name))
        {
            return false;
        }

        positions.Add(member.Name, members.Count);
        members.Add(member);
        return true;
    }

    public override JObject Write(SchemaDocument document)
    {
        var properties = new JObject();
        if (Discriminator is { } discriminator)
        {
            // Spec: branches of anyOf must not begin with the same key, unless its value tells them apart: so it comes first.
            properties[discriminator.Name] = new JObject { ["type"] = "string", ["const"] = discriminator.Value };
        }

        foreach (ObjectMember member in members)
        {
            properties[member.Name] = SchemaDocument.Describe(document.Use(member.Schema), member.Description);
        }

        return SchemaDocument.Describe(Closed(properties), description);
    }

    /// <summary>Creates the schema of an object that has exactly these properties.</summary>
    public static JObject Closed(JObject properties) => new()
    {
        ["type"] = "object",
        ["properties"] = properties,
        ["required"] = new JArray(properties.Properties().Select(static property => property.Name)),
        ["additionalProperties"] = false,
    };

    protected override object? ReadValue(JsonNode node, ReadContext context)
    {
        if (node.Kind != JsonNodeKind.Object)
        {
            return context.Fault("must be an object");
        }

        object?[] values = new object?[members.Count];
        bool isWhole = MemberReader.Read(node, context, values, positions, index => members[index].Schema, Discriminator);
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] is null && !context.IsPartial)
            {
                context.Fault(members[i].Name, "is missing");
                isWhole = false;
            }
        }

        return isWhole || context.IsPartial ? Create(values, context) : ReadContext.NotRead;
    }

    private object? Create(object?[] values, ReadContext context)
    {
        try
        {
            return Creator!.Create(members, values);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // What it says can quote the answer.
            return context.Fault($"was refused by {type.Name}, which threw {e.GetBaseException().GetType().Name}");
        }
    }
}
