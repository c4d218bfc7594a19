using Newtonsoft.Json.Linq;
using OpenAIChat.Runtime;

namespace OpenAIChat;

/// <summary>Moves values between models and trees of tokens, every number and text as it was read.</summary>
internal static class ModelTokens
{
    /// <summary>Writes a model as a tree.</summary>
    public static JToken ToToken(this JsonModel model) => JsonText.ToToken(model);

    /// <summary>Reads a model from a tree.</summary>
    public static T ToModel<T>(this JToken token, JsonRead<T> read) => JsonText.Read(JsonText.Encode(token), read);

    /// <summary>Takes over the unknown members of a model; a later value replaces an earlier one.</summary>
    public static void Overwrite(this Dictionary<string, JToken> members, JsonModel model)
    {
        if (model.Additional is { Count: > 0 } additional)
        {
            foreach (KeyValuePair<string, JToken> member in additional)
            {
                members[member.Key] = member.Value;
            }
        }
    }

    /// <summary>Hands unknown members over to a model.</summary>
    public static void Keep(this JsonModel model, IDictionary<string, JToken>? members)
    {
        if (members is { Count: > 0 })
        {
            foreach (KeyValuePair<string, JToken> member in members)
            {
                model.AdditionalProperties[member.Key] = member.Value;
            }
        }
    }
}
