using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tests.Robustness;

/// <summary>
/// Makes any model there can be: every member set or not, every variant of every union, unknown members, odd texts and numbers.
/// </summary>
internal static class AnyModel
{
    private static readonly object Unset = new();

    private static readonly ConcurrentDictionary<Type, Gen<object>> Known = new();

    private static readonly string[] OddTexts =
    [
        "", " ", "a", "null", "[DONE]", "data: x", "2024-01-01T00:00:00Z", "é", "日本語", "😀", "\u0085\u2028\u2029\u007f\ufeff", "\"", "\\",
        "\\u0041", "/",
        "\0\u001f\b\f\n\r\t", "a\r\n\r\nb", new string('x', 300),
    ];

    private static readonly double[] OddNumbers = [0, 1, -1, 0.5, 0.1, 1e22, 1e23, -2.5e-8, 5e-324, double.MaxValue, 0.30000000000000004];

    // Newtonsoft's own reader keeps these numbers to the digit; others, such as 1e5, only ours does.
    private static readonly string[] OddJson =
    [
        "null", "true", "0", "-1", "12", "1.50", "9007199254740993", "18446744073709551616", "\"\"",
        "\"2024-01-01T00:00:00Z\"", "[]", "{}", """[1,"two",[null],{"three":3.0}]""", """{"type":"x","nested":{"deep":[{"deeper":false}]}}""",
    ];

    private static readonly string[] OddObjects =
        ["{}", """{"type":"object","properties":{"city":{"type":"string"}}}""", """{"minimum":0.10,"maximum":18446744073709551616,"x":[null]}"""];

    /// <summary>Gets a generator of texts that UTF-8 can carry.</summary>
    public static Gen<string> Text { get; } = Gen.Frequency(
        (3, Gen.Elements(OddTexts)),
        (2, Gen.ArrayOf(Gen.Frequency((9, Gen.Choose(' ', '~')), (1, Gen.Choose(0xA0, 0xD7FF)), (1, Gen.Choose(0, 0x1F)))).Select(Spell)));

    public static Gen<JToken> Json { get; } = Gen.Elements(OddJson).Select(Exactly);

    /// <summary>Gets a generator of models of one type.</summary>
    public static Gen<T> Of<T>()
        where T : JsonModel => Of(typeof(T)).Select(model => (T)model);

    /// <summary>Creates models with one set member less each, for FsCheck to find the smallest one that fails.</summary>
    public static IEnumerable<T> Smaller<T>(T model)
        where T : JsonModel
    {
        string json = JsonConvert.SerializeObject(model);
        foreach (PropertyInfo member in Settable(typeof(T)))
        {
            var smaller = (T)model.Copy();
            member.SetValue(smaller, null);
            if (JsonConvert.SerializeObject(smaller).Length < json.Length)
            {
                yield return smaller;
            }
        }

        if (model.AdditionalProperties.Count > 0)
        {
            var smaller = (T)model.Copy();
            smaller.AdditionalProperties.Clear();
            yield return smaller;
        }
    }

    /// <summary>Tells where two values, or anything they hold, differ; null when nowhere.</summary>
    public static string? Difference(object? left, object? right, string path = "$") => (left, right) switch
    {
        (null, null) => null,
        (null, _) or (_, null) => $"{path}: {left ?? "nothing"} and {right ?? "nothing"}",
        (JToken a, JToken b) => Unlike(path, Exactly(a), Exactly(b)),
        (JsonModel a, JsonModel b) when a.GetType() == b.GetType() => First(Readable(a.GetType())
            .Select(member => Difference(member.GetValue(a), member.GetValue(b), $"{path}.{member.Name}"))),
        (JsonUnion a, JsonUnion b) => Difference(a.Value, b.Value, path),
        (string or JsonObject, _) => Unlike(path, left, right),
        (IDictionary<string, JToken> a, IDictionary<string, JToken> b) => Unlike(path, a.Count, b.Count) ?? First(a.Keys
            .Select(key => Difference(a[key], b.TryGetValue(key, out JToken? other) ? other : null, $"{path}[{key}]"))),
        (IDictionary a, IDictionary b) => Unlike(path, a.Count, b.Count) ?? First(a.Keys.Cast<object>()
            .Select(key => Difference(a[key], b[key], $"{path}[{key}]"))),
        (IEnumerable a, IEnumerable b) => Unlike(path, a.Cast<object>().Count(), b.Cast<object>().Count()) ?? First(a.Cast<object>()
            .Zip(b.Cast<object>(), (one, other) => Difference(one, other, $"{path}[]"))),
        _ => Unlike(path, left, right),
    };

    private static Gen<object> Of(Type type) => Known.GetOrAdd(type, Make);

    private static Gen<object> Make(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying);
        }

        if (type == typeof(string))
        {
            return Boxed(Text);
        }

        if (type == typeof(bool))
        {
            return Boxed(Gen.Elements(true, false));
        }

        if (type == typeof(int))
        {
            return Boxed(Gen.OneOf(Gen.Choose(-3, 300), Gen.Elements(int.MinValue, int.MaxValue)));
        }

        if (type == typeof(long))
        {
            return Boxed(
                Gen.OneOf(Gen.Choose(0, int.MaxValue).Select(Convert.ToInt64), Gen.Elements(long.MinValue, 9007199254740993, long.MaxValue)));
        }

        if (type == typeof(double))
        {
            return Boxed(Gen.OneOf(Gen.Elements(OddNumbers), Gen.Choose(-2000, 2000).Select(number => number / 1000.0)));
        }

        if (type == typeof(JToken))
        {
            return Boxed(Json);
        }

        if (type == typeof(JsonObject))
        {
            return Boxed(Gen.Elements(OddObjects).Select(JsonObject.Parse));
        }

        return type.IsValueType ? OpenEnum(type)
            : type.IsArray ? List(type.GetElementType()!, asArray: true)
            : type.IsGenericType ? Collection(type)
            : typeof(JsonUnion).IsAssignableFrom(type) ? Union(type)
            : type.IsAbstract ? Variant(type)
            : Model(type);
    }

    private static Gen<object> OpenEnum(Type type)
    {
        object[] values = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Static).Select(value => value.GetValue(null)!)];
        return Gen.Frequency((4, Gen.Elements(values)), (1, Text.Select(text => Activator.CreateInstance(type, text)!)));
    }

    private static Gen<object> Collection(Type type)
    {
        Type[] arguments = type.GetGenericArguments();
        return arguments.Length == 1 ? List(arguments[0], asArray: false) : Map(arguments[1]);
    }

    private static Gen<object> List(Type item, bool asArray) => Several(Of(item)).Select(object (values) =>
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        foreach (object value in values)
        {
            list.Add(value);
        }

        if (!asArray)
        {
            return list;
        }

        var array = Array.CreateInstance(item, list.Count);
        list.CopyTo(array, 0);
        return array;
    });

    private static Gen<object> Map(
        Type item) => Several(Of(item)).SelectMany(values => Gen.ArrayOf(Text, values.Length), object (values, names) =>
    {
        var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), item))!;
        for (int i = 0; i < values.Length; i++)
        {
            map[names[i]] = values[i];
        }

        return map;
    });

    // A union is made from whatever converts to it.
    private static Gen<object> Union(Type type) => Gen.OneOf(type.GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(method => method.Name == "op_Implicit" && method.ReturnType == type)
        .Select(method => Of(method.GetParameters()[0].ParameterType).Select(value => method.Invoke(null, [value])!)));

    private static Gen<object> Variant(Type type) => Gen.OneOf(type.Assembly.GetTypes()
        .Where(variant => variant.IsPublic && !variant.IsAbstract && type.IsAssignableFrom(variant))
        .Select(Of)
        .Append(Unknown(type.GetNestedType("Unknown")!)));

    private static Gen<object> Unknown(Type type) => Gen.Elements(OddObjects)
        .Select(json => Activator.CreateInstance(
            type,
            new JObject(new JProperty("type", "later"), new JProperty("role", "later"), new JProperty("x", Exactly(json))))!);

    private static Gen<object> Model(Type type)
    {
        PropertyInfo[] members = [.. Settable(type)];
        Gen<object[]> values = Gen.CollectToArray(members, member =>
            Gen.Frequency((3, Gen.Constant(Unset)), (2, Of(member.PropertyType))));
        return values.Zip(Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(1, 2))).SelectMany(count => Gen.ArrayOf(Json, count)))
            .Select(object (parts) =>
                {
                    (object[] given, JToken[] additional) = parts;
                    var model = (JsonModel)Activator.CreateInstance(type)!;
                    for (int i = 0; i < members.Length; i++)
                    {
                        if (given[i] != Unset)
                        {
                            members[i].SetValue(model, given[i]);
                        }
                    }

                    for (int i = 0; i < additional.Length; i++)
                    {
                        model.AdditionalProperties[$"x_{i}"] = additional[i];
                    }

                    return model;
                });
    }

    private static Gen<object[]> Several(Gen<object> item) => Gen.Choose(0, 3).SelectMany(count => Gen.ArrayOf(item, count));

    private static Gen<object> Boxed<T>(Gen<T> values) => values.Select(object (value) => value!);

    private static IEnumerable<PropertyInfo> Settable(Type type) => type.GetProperties()
        .Where(member => member.SetMethod is { IsPublic: true } && member.Name != nameof(JsonModel.AdditionalProperties));

    private static IEnumerable<PropertyInfo> Readable(Type type) => type.GetProperties()
        .Where(member => member.GetMethod is { IsPublic: true } && member.GetIndexParameters().Length == 0
            && member.PropertyType != typeof(HttpInfo));

    private static string? First(IEnumerable<string?> differences) => differences.FirstOrDefault(difference => difference is not null);

    private static string? Unlike(string path, object left, object right) => left.Equals(right) ? null : $"{path}: {left} and {right}";

    private static string Exactly(JToken token) => token.ToString(Formatting.None);

    // Read by our own reader, which keeps every digit.
    private static JToken Exactly(string json) => JsonObject.Parse($$"""{"value":{{json}}}""")["value"]!;

    private static string Spell(int[] characters) => string.Concat(characters.Select(character => (char)character));
}
