namespace OpenAIChat.StructuredOutput;

/// <summary>Reads the members of an object: each once, and none that the schema does not have.</summary>
internal static class MemberReader
{
    /// <summary>Reads the members into their places.</summary>
    /// <param name="node">The object.</param>
    /// <param name="context">Takes what is wrong.</param>
    /// <param name="values">Takes what was read; a place stays null when its member is not there.</param>
    /// <param name="positions">The places by name.</param>
    /// <param name="schemaOf">Gets the schema of a place.</param>
    /// <param name="discriminator">A member that has one fixed value, if there is one.</param>
    /// <returns>Whether everything that is there is right.</returns>
    public static bool Read(
        JsonNode node,
        ReadContext context,
        object?[] values,
        Dictionary<string, int> positions,
        Func<int, ValueSchema> schemaOf,
        (string Name, string Value)? discriminator = null)
    {
        bool isRight = true;
        bool isTold = discriminator is null;
        for (int i = 0; i < node.Items.Count; i++)
        {
            string name = node.Names[i];
            if (name == discriminator?.Name)
            {
                isTold = node.Items[i] is { Kind: JsonNodeKind.String, IsComplete: true } value && value.Text == discriminator?.Value;
            }
            else if (!positions.TryGetValue(name, out int position))
            {
                // Its name is the model's own, so it is not told.
                context.Fault("has a member that is not in the schema");
                isRight = false;
            }
            else if (values[position] is not null && !context.IsPartial)
            {
                context.Fault(name, "is given twice");
                isRight = false;
            }
            else
            {
                context.Enter(name);
                object? value = schemaOf(position).Read(node.Items[i], context);
                context.Leave();
                isRight &= !ReferenceEquals(value, ReadContext.NotRead);
                values[position] = value ?? ValueSchema.Null;
            }
        }

        if (!isTold && !context.IsPartial)
        {
            context.Fault(discriminator!.Value.Name, $"must be \"{discriminator.Value.Value}\"");
        }

        return isRight && isTold;
    }
}
