using OpenAIChat.Runtime;

namespace OpenAIChat.Validation;

/// <summary>Metadata has at most 16 pairs; keys have at most 64 characters, values at most 512.</summary>
/// <remarks>Source: the contract's words on <c>metadata</c>, and the API's reference for the lengths.</remarks>
internal sealed class MetadataIsSmall() : RequestRule(ValidationRule.Metadata)
{
    private const int MaximumPairs = 16;
    private const int MaximumKey = 64;
    private const int MaximumValue = 512;

    public static void Check(IDictionary<string, string>? metadata, RuleFindings findings)
    {
        if (metadata is not { Count: > 0 })
        {
            return;
        }

        if (metadata.Count > MaximumPairs)
        {
            findings.Add("metadata", FormattableString.Invariant($"has {metadata.Count} pairs; give at most {MaximumPairs}."));
        }

        foreach (KeyValuePair<string, string> pair in metadata)
        {
            CheckText(pair.Key, MaximumKey, "has a key", pair.Key, findings);
            if (pair.Value is not null)
            {
                CheckText(pair.Value, MaximumValue, "has a value", pair.Key, findings);
            }
        }
    }

    public override void Check(CreateChatCompletionRequest request, RuleFindings findings) => Check(request.MetadataOrNull, findings);

    private static void CheckText(string text, int maximum, string what, string key, RuleFindings findings)
    {
        if (text.Length > maximum && ModelValidator.Characters(text) is var count && count > maximum)
        {
            findings.Add(Path(key), FormattableString.Invariant($"{what} of {count} characters; give at most {maximum}."));
        }
    }

    private static string Path(string key) => JsonPath.Join("metadata", JsonPath.Key(key));
}
