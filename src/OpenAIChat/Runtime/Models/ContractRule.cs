namespace OpenAIChat.Runtime;

/// <summary>Names of the rules that the contract itself sets, whatever the API.</summary>
internal static class ContractRule
{
    public const string Required = "required";
    public const string Type = "type";
    public const string Range = "range";
    public const string Length = "length";
    public const string Count = "count";
    public const string Pattern = "pattern";
    public const string Depth = "depth";
}
