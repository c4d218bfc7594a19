using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>Tells which type an object is when nothing in the contract says so: by the members that must be there.</summary>
internal static class JsonEvidence
{
    /// <summary>Determines whether an object has all of these members; <c>name=text</c> asks for that text.</summary>
    public static bool Fits(JToken json, params string[] members) =>
        json is JObject candidate && members.All(member => Has(candidate, member));

    /// <summary>Determines whether a list, or a list of lists, holds nothing but these kinds of JSON.</summary>
    public static bool HoldsOnly(JToken json, int depth, params JTokenType[] kinds) =>
        json is JArray list && list.All(item => depth == 1 ? kinds.Contains(item.Type) : HoldsOnly(item, depth - 1, kinds));

    /// <summary>Reads a whole number as a long, or keeps it as JSON where it is too large for one.</summary>
    public static object ReadInteger(JsonInput json) =>
        json.ReadToken() is var token && token is JValue { Value: long number } ? (object)number : token;

    /// <summary>Reads a model from JSON that has been read already.</summary>
    public static T Read<T>(JToken json, JsonRead<T> read) => JsonText.Read(JsonText.Encode(json), read);

    private static bool Has(JObject candidate, string member)
    {
        int equals = member.IndexOf('=');
        return equals < 0
            ? candidate.ContainsKey(member)
            : candidate[member.Substring(0, equals)] is JValue { Value: string text } && text == member.Substring(equals + 1);
    }
}
