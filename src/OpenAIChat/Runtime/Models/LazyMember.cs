namespace OpenAIChat.Runtime;

/// <summary>
/// Creates what a getter hands out for a member that is not set, and tells it from a value that is: reading a member changes nothing that
/// is sent.
/// </summary>
internal static class LazyMember
{
    /// <summary>Creates the list of a member that has none; it counts as not set until it holds something.</summary>
    public static UnsetList<T> List<T>(IEnumerable<T>? unset) =>
        unset is null ? [] : throw new ArgumentException("The member is set.", nameof(unset));

    /// <summary>Creates the map of a member that has none; it counts as not set until it holds something.</summary>
    public static UnsetMap<T> Map<T>(IEnumerable<KeyValuePair<string, T>>? unset) =>
        unset is null ? [] : throw new ArgumentException("The member is set.", nameof(unset));

    /// <summary>Creates the object of a member that has none; it counts as not set until a member of it is.</summary>
    public static T Model<T>()
        where T : JsonModel, new()
    {
        var model = new T();
        model.Untouched = new T();
        return model;
    }

    /// <summary>Gets a list, or null when it was never set and holds nothing.</summary>
    public static IList<T>? OrNull<T>(IList<T>? value) => value is UnsetList<T> { Count: 0 } ? null : value;

    /// <summary>Gets a map, or null when it was never set and holds nothing.</summary>
    public static IDictionary<string, T>? OrNull<T>(IDictionary<string, T>? value) => value is UnsetMap<T> { Count: 0 } ? null : value;

    /// <summary>Gets an object, or null when it was never set and nothing in it is.</summary>
    public static T? OrNull<T>(T? value)
        where T : JsonModel =>
        value is { Untouched: { } untouched } && value.ToJson() == untouched.ToJson() ? null : value;

    /// <summary>Copies a list.</summary>
    public static IList<T>? Copy<T>(IList<T>? value) => value is null ? null : new List<T>(value);

    /// <summary>Copies a map.</summary>
    public static IDictionary<string, T>? Copy<T>(IDictionary<string, T>? value) => value is null ? null : new Dictionary<string, T>(value);
}
