namespace OpenAIChat.Validation;

/// <summary><c>^[a-zA-Z0-9_-]{1,64}$</c>, which the API demands of the names of tools, functions and schemas.</summary>
internal static class NamePattern
{
    private const int MaximumLength = 64;

    /// <summary>Tells what is wrong with a name; null for a good one.</summary>
    public static string? Problem(string name)
    {
        if (name.Length > MaximumLength)
        {
            return FormattableString.Invariant(
                $"has {name.Length} characters; give a name of 1 to {MaximumLength} letters, digits, underscores and hyphens.");
        }

        return name.Length > 0 && IsAllowed(name)
            ? null
            : FormattableString.Invariant(
                $"is \"{name}\"; give a name of 1 to {MaximumLength} letters (a to z), digits, underscores and hyphens.");
    }

    private static bool IsAllowed(string name)
    {
        foreach (char c in name)
        {
            if (!IsAllowed(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsAllowed(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-';
}
