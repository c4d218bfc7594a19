using System.Collections;
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

    /// <summary>Determines whether a rule is to be followed.</summary>
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
    /// <remarks>
    /// What was put among the additional members under its name is sent in its place; a misfit there is reported by itself.
    /// </remarks>
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

    public void Range(
        MemberTable members,
        int member,
        double? value,
        double? minimum,
        double? maximum,
        bool exclusiveMinimum = false,
        bool exclusiveMaximum = false) =>
        Range(members[member], value, minimum, maximum, exclusiveMinimum, exclusiveMaximum);

    public void Range(double? value, double? minimum, double? maximum, bool exclusiveMinimum = false, bool exclusiveMaximum = false) =>
        Range("", value, minimum, maximum, exclusiveMinimum, exclusiveMaximum);

    public void Range(
        MemberTable members,
        int member,
        long? value,
        long? minimum,
        long? maximum,
        bool exclusiveMinimum = false,
        bool exclusiveMaximum = false) =>
        Range(members[member], value, minimum, maximum, exclusiveMinimum, exclusiveMaximum);

    public void Range(long? value, long? minimum, long? maximum, bool exclusiveMinimum = false, bool exclusiveMaximum = false) =>
        Range("", value, minimum, maximum, exclusiveMinimum, exclusiveMaximum);

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

    public void Count<T>(ICollection<T> value, int? minimum, int? maximum) =>
        Bounds("", ContractRule.Count, value.Count, minimum, maximum, "items");

    public void Count<T>(MemberTable members, int member, IDictionary<string, T>? value, int? minimum, int? maximum)
    {
        if (value is not (null or UnsetMap<T> { Count: 0 }))
        {
            Bounds(members[member], ContractRule.Count, value.Count, minimum, maximum, "entries");
        }
    }

    public void Count<T>(IDictionary<string, T> value, int? minimum, int? maximum) =>
        Bounds("", ContractRule.Count, value.Count, minimum, maximum, "entries");

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
        if (!Enter())
        {
            return;
        }

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
        else if (value.Value is not (IList or IDictionary))
        {
            value.Validate(this);
        }
        else if (Enter())
        {
            value.Validate(this);
            depth--;
        }
    }

    public void Models<T>(MemberTable members, int member, IList<T>? values)
        where T : JsonModel => Each(members, member, values, static (check, model) => check.Model(model));

    public void Models<T>(IList<T> values)
        where T : JsonModel => Each(values, static (check, model) => check.Model(model));

    public void Unions<T>(MemberTable members, int member, IList<T>? values)
        where T : JsonUnion => Each(members, member, values, static (check, union) => check.Union(union));

    public void Unions<T>(IList<T> values)
        where T : JsonUnion => Each(values, static (check, union) => check.Union(union));

    /// <summary>Checks that no item of a list is null.</summary>
    public void NoNulls<T>(MemberTable members, int member, IList<T>? values) => Each(members, member, values, static (_, _) => { });

    public void NoNulls<T>(IList<T> values) => Each(values, static (_, _) => { });

    /// <summary>Checks that no value of a map is null.</summary>
    public void NoNulls<T>(MemberTable members, int member, IDictionary<string, T>? values) =>
        Each(members, member, values, static (_, _) => { });

    public void NoNulls<T>(IDictionary<string, T> values) => Each(values, static (_, _) => { });

    /// <summary>Checks every item of a list; one that is null breaks the contract unless it is nullable.</summary>
    public void Each<T>(MemberTable members, int member, IList<T>? values, Action<ModelValidator, T> check, bool nullable = false)
    {
        if (values is not null)
        {
            int before = found;
            Each(values, check, nullable);
            Prefix(before, members[member]);
        }
    }

    public void Each<T>(IList<T> values, Action<ModelValidator, T> check, bool nullable = false)
    {
        int count = values.Count;
        for (int index = 0; index < count; index++)
        {
            int before = found;
            Item(values[index], check, nullable);
            if (found != before)
            {
                Prefix(before, JsonPath.Index(index));
            }
        }
    }

    /// <summary>Checks every value of a map; one that is null breaks the contract unless it is nullable.</summary>
    public void Each<T>(
        MemberTable members,
        int member,
        IDictionary<string, T>? values,
        Action<ModelValidator, T> check,
        bool nullable = false)
    {
        if (values is not null)
        {
            int before = found;
            Each(values, check, nullable);
            Prefix(before, members[member]);
        }
    }

    public void Each<T>(IDictionary<string, T> values, Action<ModelValidator, T> check, bool nullable = false)
    {
        foreach (KeyValuePair<string, T> entry in values)
        {
            int before = found;
            Item(entry.Value, check, nullable);
            if (found != before)
            {
                Prefix(before, JsonPath.Key(entry.Key));
            }
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

    private bool Enter()
    {
        if (depth < MaximumDepth && !tooDeep)
        {
            depth++;
            return true;
        }

        if (!tooDeep)
        {
            tooDeep = true;
            Add("", ContractRule.Depth, $"is nested more than {MaximumDepth} levels deep; see whether it contains itself.");
        }

        return false;
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

    private void Item<T>(T value, Action<ModelValidator, T> check, bool nullable)
    {
        if (value is not null)
        {
            check(this, value);
        }
        else if (!nullable)
        {
            Add("", ContractRule.Required, "is null; remove it, or set it.");
        }
    }

    private void Range(string path, double? value, double? minimum, double? maximum, bool exclusiveMinimum, bool exclusiveMaximum)
    {
        if (value is not { } number)
        {
            return;
        }

        if (double.IsNaN(number) || double.IsInfinity(number))
        {
            Add(path, ContractRule.Range, $"is {Text(number)}, which JSON cannot carry; give a finite number.");
        }
        else if (number < minimum || (exclusiveMinimum && number == minimum))
        {
            Add(
                path,
                ContractRule.Range,
                $"is {Text(number)}; give {(exclusiveMinimum ? "more than" : "at least")} {Text(minimum.Value)}.");
        }
        else if (number > maximum || (exclusiveMaximum && number == maximum))
        {
            Add(path, ContractRule.Range, $"is {Text(number)}; give {(exclusiveMaximum ? "less than" : "at most")} {Text(maximum.Value)}.");
        }
    }

    private void Range(string path, long? value, long? minimum, long? maximum, bool exclusiveMinimum, bool exclusiveMaximum)
    {
        if (value is not { } number)
        {
            return;
        }

        if (number < minimum || (exclusiveMinimum && number == minimum))
        {
            Add(
                path,
                ContractRule.Range,
                $"is {Text(number)}; give {(exclusiveMinimum ? "more than" : "at least")} {Text(minimum.Value)}.");
        }
        else if (number > maximum || (exclusiveMaximum && number == maximum))
        {
            Add(path, ContractRule.Range, $"is {Text(number)}; give {(exclusiveMaximum ? "less than" : "at most")} {Text(maximum.Value)}.");
        }
    }

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
