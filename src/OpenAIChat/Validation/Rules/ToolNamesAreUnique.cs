namespace OpenAIChat.Validation;

/// <summary>No two tools have the same name, nor have two functions.</summary>
/// <remarks>Source: the API; a call of such a tool could not be told from a call of the other.</remarks>
internal sealed class ToolNamesAreUnique() : RequestRule(ValidationRule.UniqueToolNames)
{
    public override void Check(CreateChatCompletionRequest request, RuleFindings findings)
    {
        Check(request.Tools, static tool => tool?.GivenName, static (i, tool) => FormattableString.Invariant($"tools[{i}].{tool.Type}.name"), findings);
        Check(request.GivenFunctions, static function => function?.GivenName, static (i, _) => FormattableString.Invariant($"functions[{i}].name"), findings);
    }

    private static void Check<T>(IList<T>? tools, Func<T, string?> name, Func<int, T, string> path, RuleFindings findings)
    {
        if (tools is not { Count: > 1 })
        {
            return;
        }

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < tools.Count; i++)
        {
            if (name(tools[i]) is not { } given)
            {
                continue;
            }

            if (seen.TryGetValue(given, out int first))
            {
                findings.Add(path(i, tools[i]), $"is \"{given}\", as {path(first, tools[first])} is; give each a name of its own.");
            }
            else
            {
                seen.Add(given, i);
            }
        }
    }
}
