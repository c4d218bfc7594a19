namespace Codegen.Lowering;

/// <summary>Finds the name that somebody may have meant.</summary>
internal static class NearestName
{
    /// <summary>Gets <c> (did you mean "…"?)</c> where a candidate is near, and nothing where none is.</summary>
    public static string Hint(string name, IEnumerable<string> candidates) =>
        Of(name, candidates) is { } near ? $" (did you mean \"{near}\"?)" : "";

    /// <summary>Gets the candidate with the fewest changes of a letter, if they are a third of the name at most.</summary>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        (string Name, int Distance) nearest = candidates
            .Where(candidate => candidate != name)
            .Select(candidate => (candidate, Distance(name, candidate)))
            .OrderBy(candidate => candidate.Item2).ThenBy(candidate => candidate.candidate, StringComparer.Ordinal)
            .FirstOrDefault(("", int.MaxValue));
        return nearest.Distance <= Math.Max(2, name.Length / 3) ? nearest.Name : null;
    }

    /// <summary>Counts the letters to add, remove or replace; the case of a letter does not count.</summary>
    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (char.ToUpperInvariant(from[i - 1]) == char.ToUpperInvariant(to[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
