using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tools;

/// <summary>Sums up the tokens of the turns: every count, also those that the contract does not know.</summary>
internal static class ToolUsage
{
    public static CompletionUsage Add(CompletionUsage? sum, CompletionUsage? usage)
    {
        if (sum is null || usage is null)
        {
            return usage ?? sum ?? new CompletionUsage { CompletionTokens = 0, PromptTokens = 0, TotalTokens = 0 };
        }

        var total = (JObject)sum.ToToken();
        Add(total, (JObject)usage.ToToken());
        return total.ToModel(CompletionUsage.Read);
    }

    private static void Add(JObject sum, JObject counts)
    {
        foreach (JProperty count in counts.Properties())
        {
            switch (sum[count.Name])
            {
                case JObject inner when count.Value is JObject more:
                    Add(inner, more);
                    break;
                case JValue { Value: long value } when count.Value is JValue { Value: long more }:
                    sum[count.Name] = value + more;
                    break;
                case null or { Type: JTokenType.Null }:
                    sum[count.Name] = count.Value.DeepClone();
                    break;
            }
        }
    }
}
