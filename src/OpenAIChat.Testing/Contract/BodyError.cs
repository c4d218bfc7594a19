using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>What is wrong with a body, in the provider's words.</summary>
/// <param name="Path">The member that is wrong: <c>messages[0].content</c>.</param>
/// <param name="Message">What is wrong with it.</param>
/// <param name="Code">The provider's code for it.</param>
internal sealed record BodyError(string Path, string Message, string Code)
{
    private const string InvalidValue = "invalid_value";

    /// <summary>Gets whether a server that is newer or more tolerant than the contract would take it.</summary>
    public bool IsUnknownToContract { get; private init; }

    /// <summary>Gets how many steps down the body the member is.</summary>
    public int Depth => Path.Count(static c => c is '.' or '[');

    public static BodyError Missing(string path) => new(path, $"Missing required parameter: '{path}'.", "missing_required_parameter");

    public static BodyError Unknown(string path) =>
        new(path, path.Contains('.', StringComparison.Ordinal)
            ? $"Unknown parameter: '{path}'."
            : $"Unrecognized request argument supplied: {path}", "unknown_parameter")
        {
            IsUnknownToContract = true,
        };

    public static BodyError WrongType(string path, IReadOnlyList<string> expected, JToken actual) => new(
        path,
        $"Invalid type for '{path}': expected {(expected.Count == 1 ? "" : "one of ")}{Join(expected, "or")}, but got "
            + $"{JsonKinds.Describe(actual)} instead.",
        "invalid_type");

    public static BodyError NotSupported(string path, JToken actual, IEnumerable<JToken> supported) => new(
        path,
        $"Invalid value: {Quote(actual)}. Supported values are: {Join([.. supported.Select(Quote)], "and")}.",
        InvalidValue)
    {
        IsUnknownToContract = actual.Type == JTokenType.String,
    };

    public static BodyError OutOfRange(string path, string kind, bool isAbove, string bound, JToken actual) => new(
        path,
        $"Invalid '{path}': {kind} {(isAbove ? "above maximum" : "below minimum")} value. Expected a value {bound}, but got "
            + $"{actual.ToString(Formatting.None)} instead.",
        $"{kind}_{(isAbove ? "above_max" : "below_min")}_value");

    public static BodyError EmptyArray(string path, long minimum) => new(
        path,
        $"Invalid '{path}': empty array. Expected an array with minimum length {Text(minimum)}, but got an empty array instead.",
        "empty_array");

    public static BodyError WrongLength(string path, string kind, bool isAbove, long bound, long actual)
    {
        string article = kind == "string" ? "a" : "an";
        return new BodyError(
            path,
            $"Invalid '{path}': {kind} too {(isAbove ? "long" : "short")}. Expected {article} {kind} with "
                + $"{(isAbove ? "maximum" : "minimum")} length {Text(bound)}, "
            + $"but got {article} {kind} with length {Text(actual)} instead.",
            $"{kind}_{(isAbove ? "above_max" : "below_min")}_length");
    }

    public static BodyError NoMatch(string path, string pattern) =>
        new(
            path,
            $"Invalid '{path}': string does not match pattern. Expected a string that matches the pattern '{pattern}'.",
            InvalidValue);

    private static string Quote(JToken value) => value.Type == JTokenType.String ? $"'{value}'" : value.ToString(Formatting.None);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    // 'a', 'b', and 'c'
    private static string Join(IReadOnlyList<string> items, string conjunction) => items switch
    {
        [] => "",
        [var one] => one,
        [var first, var second] => $"{first} {conjunction} {second}",
        _ => $"{string.Join(", ", items.Take(items.Count - 1))}, {conjunction} {items[^1]}",
    };
}
