using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>Collects what breaks the contract in a model and in all it holds.</summary>
/// <remarks>
/// No path is kept on the way down: whoever comes back from a child that broke a rule puts its own name before the child's path.
/// So a valid model costs nothing but the comparisons.
/// </remarks>
internal sealed class ModelValidator(ICollection<string>? disabledRules = null)
{
    // As deep as a reader follows. Only a model that contains itself goes further.
    private const int MaximumDepth = 64;

    private static readonly ConcurrentDictionary<string, Regex?> Patterns = new();

    private List<Violation>? violations;
    private int found;
    private int depth;
    private bool tooDeep;

    /// <summary>Gets what was found, in the order of the contract's members.</summary>
    public IReadOnlyList<Violation> Violations => (IReadOnlyList<Violation>?)violations ?? [];

    /// <summary>Tells whether a rule is to be followed.</summary>
    public bool Follows(string rule) => disabledRules is null || !disabledRules.Contains(rule);

    /// <summary>Adds a violation at a path that starts where the check stands.</summary>
    public void Add(string path, string rule, string message)
    {
        if (Follows(rule))
        {
            (violations ??= []).Add(new Violation(path, message, rule));
            found++;
        }
    }

    /// <summary>Checks a member that has to be there and cannot be null.</summary>
    /// <remarks>What was put among the additional members under its name is sent in its place; a misfit there is reported by itself.</remarks>
    public void Required(JsonModel model, MemberTable members, int member, bool isSet)
    {
        if (isSet)
        {
            return;
        }

        bool isAdded = false;
        JToken? added = null;
        if (model.Additional is { } additional)
        {
            isAdded = additional.TryGetValue(members[member], out added);
        }

        if (model.IsMarked(member) || (isAdded && added is null or { Type: JTokenType.Null }))
        {
            Add(members[member], ContractRule.Required, "is null; give it a value.");
        }
        else if (!isAdded)
        {
            Add(members[member], ContractRule.Required, "is required; set it.");
        }
    }

    /// <summary>Checks a member that has to be there, if only as null.</summary>
    public void RequiredOrNull(JsonModel model, MemberTable members, int member, bool isSet)
    {
        if (!isSet && !model.IsMarked(member) && model.Additional?.ContainsKey(members[member]) != true)
        {
            Add(members[member], ContractRule.Required, "is required; set it.");
        }
    }

    public void Range(MemberTable members, int member, double? value, double? minimum, double? maximum, bool exclusiveMinimum = false, bool exclusiveMaximum = false)
    {
        if (value is not { } number)
        {
            return;
        }

        if (double.IsNaN(number) || double.IsInfinity(number))
        {
            Add(members[member], ContractRule.Range, $"is {Text(number)}, which JSON cannot carry; give a finite number.");
        }
        else if (number < minimum || (exclusiveMinimum && number == minimum))
        {
            Add(members[member], ContractRule.Range, $"is {Text(number)}; give {(exclusiveMinimum ? "more than" : "at least")} {Text(minimum.Value)}.");
        }
        else if (number > maximum || (exclusiveMaximum && number == maximum))
        {
            Add(members[member], ContractRule.Range, $"is {Text(number)}; give {(exclusiveMaximum ? "less than" : "at most")} {Text(maximum.Value)}.");
        }
    }

    public void Range(MemberTable members, int member, long? value, long? minimum, long? maximum, bool exclusiveMinimum = false, bool exclusiveMaximum = false)
    {
        if (value is not { } number)
        {
            return;
        }

        if (number < minimum || (exclusiveMinimum && number == minimum))
        {
            Add(members[member], ContractRule.Range, $"is {Text(number)}; give {(exclusiveMinimum ? "more than" : "at least")} {Text(minimum.Value)}.");
        }
        else if (number > maximum || (exclusiveMaximum && number == maximum))
        {
            Add(members[member], ContractRule.Range, $"is {Text(number)}; give {(exclusiveMaximum ? "less than" : "at most")} {Text(maximum.Value)}.");
        }
    }

    public void Length(MemberTable members, int member, string? value, int? minimum, int? maximum)
    {
        if (value is not null)
        {
            Bounds(members[member], value, minimum, maximum);
        }
    }

    public void Length(string value, int? minimum, int? maximum) => Bounds("", value, minimum, maximum);

    public void Count<T>(MemberTable members, int member, ICollection<T>? value, int? minimum, int? maximum)
    {
        if (value is not (null or UnsetList<T> { Count: 0 }))
        {
            Bounds(members[member], ContractRule.Count, value.Count, minimum, maximum, "items");
        }
    }

    public void Count<T>(ICollection<T> value, int? minimum, int? maximum) => Bounds("", ContractRule.Count, value.Count, minimum, maximum, "items");

    public void Count<T>(MemberTable members, int member, IDictionary<string, T>? value, int? minimum, int? maximum)
    {
        if (value is not (null or UnsetMap<T> { Count: 0 }))
        {
            Bounds(members[member], ContractRule.Count, value.Count, minimum, maximum, "entries");
        }
    }

    public void Pattern(MemberTable members, int member, string? value, string pattern)
    {
        if (value is not null)
        {
            Pattern(members[member], value, pattern);
        }
    }

    public void Pattern(string value, string pattern) => Pattern("", value, pattern);

    public void Model(MemberTable members, int member, JsonModel? value)
    {
        if (value is not null)
        {
            int before = found;
            Model(value);
            if (found != before)
            {
                Prefix(before, members[member]);
            }
        }
    }

    public void Model(JsonModel value)
    {
        if (tooDeep)
        {
            return;
        }

        if (depth == MaximumDepth)
        {
            tooDeep = true;
            Add("", ContractRule.Depth, $"is nested more than {MaximumDepth} levels deep; see whether it contains itself.");
            return;
        }

        depth++;
        if (value.Misfits is { } misfits)
        {
            Misfits(value, misfits);
        }

        value.Validate(this);
        depth--;
    }

    public void Union(MemberTable members, int member, JsonUnion? value)
    {
        if (value is not null)
        {
            int before = found;
            Union(value);
            if (found != before)
            {
                Prefix(before, members[member]);
            }
        }
    }

    public void Union(JsonUnion value)
    {
        if (value.Value is JValue { Type: JTokenType.Undefined })
        {
            Add("", ContractRule.Required, "holds nothing; set it, or leave it out.");
        }
        else
        {
            value.Validate(this);
        }
    }

    public void Models<T>(MemberTable members, int member, IList<T>? values)
        where T : JsonModel
    {
        if (values is not null)
        {
            int before = found;
            Models(values);
            if (found != before)
            {
                Prefix(before, members[member]);
            }
        }
    }

    public void Models<T>(IList<T> values)
        where T : JsonModel
    {
        int count = values.Count;
        for (int index = 0; index < count; index++)
        {
            int before = found;
            if (values[index] is { } value)
            {
                Model(value);
            }
            else
            {
                Null();
            }

            if (found != before)
            {
                Prefix(before, JsonPath.Index(index));
            }
        }
    }

    public void Unions<T>(MemberTable members, int member, IList<T>? values)
        where T : JsonUnion
    {
        if (values is not null)
        {
            int before = found;
            Unions(values);
            if (found != before)
            {
                Prefix(before, members[member]);
            }
        }
    }

    public void Unions<T>(IList<T> values)
        where T : JsonUnion
    {
        int count = values.Count;
        for (int index = 0; index < count; index++)
        {
            int before = found;
            if (values[index] is { } value)
            {
                Union(value);
            }
            else
            {
                Null();
            }

            if (found != before)
            {
                Prefix(before, JsonPath.Index(index));
            }
        }
    }

    public void Map<T>(MemberTable members, int member, IDictionary<string, T>? values)
        where T : JsonModel
    {
        if (values is not { Count: > 0 })
        {
            return;
        }

        int before = found;
        foreach (KeyValuePair<string, T> entry in values)
        {
            int beforeEntry = found;
            if (entry.Value is { } value)
            {
                Model(value);
            }
            else
            {
                Null();
            }

            if (found != beforeEntry)
            {
                Prefix(beforeEntry, JsonPath.Key(entry.Key));
            }
        }

        if (found != before)
        {
            Prefix(before, members[member]);
        }
    }

    /// <summary>Counts characters as JSON Schema does: one beyond the basic plane is one, though .NET holds it as two.</summary>
    internal static int Characters(string value)
    {
        int count = value.Length;
        for (int i = 1; i < value.Length; i++)
        {
            if (char.IsLowSurrogate(value[i]) && char.IsHighSurrogate(value[i - 1]))
            {
                count--;
            }
        }

        return count;
    }

    private void Misfits(JsonModel model, IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            if (model.Additional?.TryGetValue(name, out var value) == true)
            {
                Add(name, ContractRule.Type, $"has a value of the wrong kind ({value.Type}); give it one that fits the contract.");
            }
        }
    }

    private void Null() => Add("", ContractRule.Required, "is null; remove it, or set it.");

    private void Bounds(string path, string value, int? minimum, int? maximum)
    {
        // There are never more characters than code units, and never fewer than half as many.
        if (value.Length > maximum || value.Length < minimum * 2L)
        {
            Bounds(path, ContractRule.Length, Characters(value), minimum, maximum, "characters");
        }
    }

    private void Bounds(string path, string rule, int count, int? minimum, int? maximum, string unit)
    {
        if (count < minimum)
        {
            Add(path, rule, $"has {Text(count)} {unit}; give at least {Text(minimum.Value)}.");
        }
        else if (count > maximum)
        {
            Add(path, rule, $"has {Text(count)} {unit}; give at most {Text(maximum.Value)}.");
        }
    }

    private void Pattern(string path, string value, string pattern)
    {
        if (!Matches(value, pattern))
        {
            Add(path, ContractRule.Pattern, $"does not match {pattern}; change it so that it does.");
        }
    }

    private void Prefix(int from, string step)
    {
        for (int i = from; i < found; i++)
        {
            Violation violation = violations![i];
            violations[i] = new Violation(JsonPath.Join(step, violation.Path), violation.Message, violation.Rule);
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    // What cannot be judged, or not in time, is left to the server.
    private static bool Matches(string value, string pattern)
    {
        try
        {
            return Patterns.GetOrAdd(pattern, Compile)?.IsMatch(value) ?? true;
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    // Spec: a contract's patterns are ECMAScript's, whose $ does not match before a final line break.
    private static Regex? Compile(string pattern)
    {
        string exact = pattern is [.., '$'] && !pattern.EndsWith("\\$", StringComparison.Ordinal) ? pattern[..^1] + "\\z" : pattern;
        try
        {
            return new Regex(exact, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
