using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>What the items of a list or the values of a map hold, by their type.</summary>
internal static class ItemKind<T>
{
    public static readonly JsonKind Value = Find(Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T));

    private static JsonKind Find(Type type)
    {
        if (type.IsValueType)
        {
            return type == typeof(int) ? JsonKind.Int32
                : type == typeof(long) ? JsonKind.Int64
                : type == typeof(double) ? JsonKind.Number
                : type == typeof(bool) ? JsonKind.Boolean
                : JsonKind.Enum;
        }

        if (type == typeof(string))
        {
            return JsonKind.String;
        }

        if (typeof(JsonModel).IsAssignableFrom(type) || type == typeof(JsonObject))
        {
            return JsonKind.Object;
        }

        if (typeof(JToken).IsAssignableFrom(type))
        {
            return JsonKind.Any;
        }

        Type? definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        return definition == typeof(IList<>) || definition == typeof(List<>) ? JsonKind.Array
            : definition == typeof(IDictionary<,>) || definition == typeof(Dictionary<,>) ? JsonKind.Map
            : JsonKind.Union;
    }
}
