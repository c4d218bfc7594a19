namespace Codegen.Lowering.CSharp;

/// <summary>Gives each name of one scope an identifier of its own, the same in every run.</summary>
/// <param name="reserved">What the scope holds already.</param>
/// <param name="prefix">What goes before a name that starts with a digit.</param>
/// <param name="suffix">What goes after a name that is taken.</param>
internal sealed class NameScope(IEnumerable<string> reserved, string prefix, string suffix)
{
    private readonly HashSet<string> reserved = [.. reserved];
    private readonly HashSet<string> taken = [.. reserved];

    /// <summary>
    /// Names all at once: a name which is an identifier already, or nearly so, keeps it, in whatever order the names come.
    /// </summary>
    public IReadOnlyDictionary<string, string> NameAll(IReadOnlyCollection<string> names)
    {
        var result = new Dictionary<string, string>();
        foreach (string? name in names
            .OrderByDescending(name => Candidate(name, spelled: false) == name)
            .ThenByDescending(name => name.All(char.IsLetterOrDigit))
            .ThenByDescending(name => name.All(c => char.IsLetterOrDigit(c) || c == '_'))
            .ThenBy(name => name, StringComparer.Ordinal))
        {
            result[name] = Take(name);
        }

        return result;
    }

    private string Take(string name)
    {
        string plain = Candidate(name, spelled: false);
        if (taken.Add(plain))
        {
            return plain;
        }

        string spelled = Candidate(name, spelled: true);
        if (spelled != plain && !reserved.Contains(plain) && taken.Add(spelled))
        {
            return spelled;
        }

        if (name.Length > 0 && char.IsUpper(name[0]) && name.All(char.IsLetterOrDigit) && taken.Add(name))
        {
            return name;
        }

        string longer = plain + suffix;
        for (int index = 1; !taken.Add(longer); index++)
        {
            longer = plain + Identifiers.Ordinal(index);
        }

        return longer;
    }

    private string Candidate(string name, bool spelled)
    {
        string pascal = spelled ? Identifiers.PascalSpelled(name) : Identifiers.Pascal(name);
        return pascal.Length == 0 ? "Empty" : char.IsDigit(pascal[0]) ? prefix + pascal : pascal;
    }
}
