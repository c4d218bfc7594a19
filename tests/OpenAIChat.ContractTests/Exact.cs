using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.ContractTests;

/// <summary>Reads JSON without changing it: dates stay text, decimals keep their digits.</summary>
internal static class Exact
{
    public static JToken Parse(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json))
        {
            DateParseHandling = DateParseHandling.None,
            FloatParseHandling = FloatParseHandling.Decimal
        };
        return JToken.ReadFrom(reader);
    }

    /// <summary>Parses what a model writes.</summary>
    public static JToken Of(JsonModel model) => Parse(JsonConvert.SerializeObject(model));
}
