using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;

namespace OpenAIChat.Runtime;

/// <summary>Collects what breaks the contract in a model and in all it holds; the path to a violation is put together only when there is one.</summary>
internal sealed class ModelValidator
{
    private static readonly Dictionary<string, Regex> Patterns = [];

    private readonly Stack<Place> places = new();
    private List<Violation>? violations;

    /// <summary>Gets what was found, in the order of the contract's members.</summary>
    public IReadOnlyList<Violation> Violations => (IReadOnlyList<Violation>?)violations ?? [];

    public void Required(JsonModel model, MemberTable members, int member, bool isSet)
    {
        if (isSet || model.IsMarked(member))
        {
            return;
        }

        if (model.Additional is { } additional && additional.TryGetValue(members[member], out var misfit))
        {
            Add(members, member, "type", $"has a value of the wrong kind ({misfit.Type}); give it one that fits the contract.");
            return;
        }

        Add(members, member, "required", "is required; set it.");
    }

    public void Range(MemberTable members, int member, double? value, double? minimum, double? maximum, bool exclusiveMinimum = false, bool exclusiveMaximum = false)
    {
        if (value is not { } number)
        {
            return;
        }

        if (double.IsNaN(number) || double.IsInfinity(number))
        {
            Add(members, member, "range", $"is {Text(number)}, which JSON cannot carry; give a finite number.");
        }
        else if (number < minimum || (exclusiveMinimum && number == minimum))
        {
            Add(members, member, "range", $"is {Text(number)}; give {(exclusiveMinimum ? "more than" : "at least")} {Text(minimum.Value)}.");
        }
        else if (number > maximum || (exclusiveMaximum && number == maximum))
        {
            Add(members, member, "range", $"is {Text(number)}; give {(exclusiveMaximum ? "less than" : "at most")} {Text(maximum.Value)}.");
        }
    }

    public void Length(MemberTable members, int member, string? value, int? minimum, int? maximum) =>
        Bounds(members, member, value?.Length, minimum, maximum, "length", "characters");

    public void Length(string value, int? minimum, int? maximum) => Bounds(null, 0, value.Length, minimum, maximum, "length", "characters");

    public void Count<T>(MemberTable members, int member, ICollection<T>? value, int? minimum, int? maximum) =>
        Bounds(members, member, value is UnsetList<T> { Count: 0 } ? null : value?.Count, minimum, maximum, "count", "items");

    public void Count<T>(ICollection<T> value, int? minimum, int? maximum) => Bounds(null, 0, value.Count, minimum, maximum, "count", "items");

    public void Pattern(MemberTable members, int member, string? value, string pattern)
    {
        if (value is not null && !Matches(value, pattern))
        {
            Add(members, member, "pattern", $"does not match {pattern}; change it so that it does.");
        }
    }

    public void Pattern(string value, string pattern)
    {
        if (!Matches(value, pattern))
        {
            Add(null, 0, "pattern", $"does not match {pattern}; change it so that it does.");
        }
    }

    public void Model(MemberTable members, int member, JsonModel? value)
    {
        if (value is not null)
        {
            Enter(new Place(members, member, null));
            value.Validate(this);
            places.Pop();
        }
    }

    public void Model(JsonModel value) => value.Validate(this);

    public void Union(MemberTable members, int member, JsonUnion? value)
    {
        if (value is not null)
        {
            Enter(new Place(members, member, null));
            value.Validate(this);
            places.Pop();
        }
    }

    public void Models<T>(MemberTable members, int member, IList<T>? values)
        where T : JsonModel
    {
        if (values is { Count: > 0 })
        {
            Enter(new Place(members, member, null));
            Models(values);
            places.Pop();
        }
    }

    public void Models<T>(IList<T> values)
        where T : JsonModel
    {
        for (int index = 0; index < values.Count; index++)
        {
            Enter(new Place(null, index, null));
            if (values[index] is { } value)
            {
                value.Validate(this);
            }
            else
            {
                Add(null, -1, "required", "is null; remove it or set it.");
            }

            places.Pop();
        }
    }

    public void Unions<T>(MemberTable members, int member, IList<T>? values)
        where T : JsonUnion
    {
        for (int index = 0; index < values?.Count; index++)
        {
            Enter(new Place(members, member, null));
            Enter(new Place(null, index, null));
            values[index]?.Validate(this);
            places.Pop();
            places.Pop();
        }
    }

    public void Map<T>(MemberTable members, int member, IDictionary<string, T>? values)
        where T : JsonModel
    {
        foreach (KeyValuePair<string, T> entry in values ?? new Dictionary<string, T>())
        {
            Enter(new Place(members, member, null));
            Enter(new Place(null, 0, entry.Key));
            entry.Value?.Validate(this);
            places.Pop();
            places.Pop();
        }
    }

    /// <summary>Adds a violation that a rule across members has found, at a path that starts where the check stands.</summary>
    public void Add(string path, string rule, string message) => (violations ??= []).Add(new Violation(Join(Path(), path), message, rule));

    private void Bounds(MemberTable? members, int member, int? count, int? minimum, int? maximum, string rule, string unit)
    {
        if (count < minimum)
        {
            Add(members, member, rule, $"has {count} {unit}; give at least {minimum}.");
        }
        else if (count > maximum)
        {
            Add(members, member, rule, $"has {count} {unit}; give at most {maximum}.");
        }
    }

    private void Add(MemberTable? members, int member, string rule, string message) =>
        (violations ??= []).Add(new Violation(Join(Path(), members?[member] ?? ""), message, rule));

    // A graph that contains itself would never end; no contract goes this deep.
    private void Enter(Place place)
    {
        if (places.Count >= 256)
        {
            throw new InvalidOperationException($"The request contains itself, or is nested too deeply, at {Path()}.");
        }

        places.Push(place);
    }

    private string Path() => places.Reverse().Aggregate("", static (path, place) => Join(path, place.ToString()));

    private static string Join(string path, string step) => path.Length == 0 || step.Length == 0 || step[0] == '[' ? path + step : $"{path}.{step}";

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static bool Matches(string value, string pattern)
    {
        Regex? regex;
        lock (((ICollection)Patterns).SyncRoot)
        {
            if (!Patterns.TryGetValue(pattern, out regex))
            {
                Patterns[pattern] = regex = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            }
        }

        return regex.IsMatch(value);
    }

    /// <summary>A step of a path: a member, a list's index, or a map's key.</summary>
    private readonly record struct Place(MemberTable? Members, int Index, string? Key)
    {
        public override string ToString() => Key ?? Members?[Index] ?? $"[{Index.ToString(CultureInfo.InvariantCulture)}]";
    }
}
