namespace OpenAIChat.Validation;

/// <summary>No two tools have the same name, nor have two functions.</summary>
/// <remarks>Source: the API; a call of such a tool could not be told from a call of the other.</remarks>
internal sealed class ToolNamesAreUnique() : RequestRule(ValidationRule.UniqueToolNames)
{
    // So many names are compared with each other: a table of them would be much of what a call allocates.
    private const int Few = 32;

    public override void Check(CreateChatCompletionRequest request, RuleFindings findings)
    {
        if (request.ToolsOrNull is { Count: > 1 } tools)
        {
            Check(tools, ToolName.Of, static (i, tool) => FormattableString.Invariant($"tools[{i}].{tool.Type}.name"), findings);
        }

        if (request.FunctionsOrNull is { Count: > 1 } functions)
        {
            Check(
                functions,
                static function => function?.NameOrNull,
                static (i, _) => FormattableString.Invariant($"functions[{i}].name"),
                findings);
        }
    }

    private static void Check<T>(IList<T> tools, Func<T, string?> name, Func<int, T, string> path, RuleFindings findings)
    {
        Dictionary<string, int>? seen = tools.Count > Few ? new(tools.Count, StringComparer.Ordinal) : null;
        for (int i = 0; i < tools.Count; i++)
        {
            if (name(tools[i]) is not { } given)
            {
                continue;
            }

            int first = seen is null ? FirstOf(given, tools, name, i) : FirstOf(given, seen, i);
            if (first < i)
            {
                findings.Add(path(i, tools[i]), $"is \"{given}\", as {path(first, tools[first])} is; give each a name of its own.");
            }
        }
    }

    private static int FirstOf<T>(string given, IList<T> tools, Func<T, string?> name, int end)
    {
        int first = 0;
        while (first < end && name(tools[first]) != given)
        {
            first++;
        }

        return first;
    }

    private static int FirstOf(string given, Dictionary<string, int> seen, int end)
    {
        if (seen.TryGetValue(given, out int first))
        {
            return first;
        }

        seen.Add(given, end);
        return end;
    }
}
