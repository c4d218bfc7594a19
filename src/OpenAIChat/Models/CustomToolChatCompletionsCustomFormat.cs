namespace OpenAIChat;

public abstract partial class CustomToolChatCompletionsCustomFormat
{
    /// <summary>Makes a format that a Lark grammar defines.</summary>
    /// <param name="grammar">The grammar.</param>
    public static CustomToolChatCompletionsCustomFormat Lark(string grammar) => OfGrammar(grammar, CustomToolChatCompletionsCustomFormatGrammarGrammarSyntax.Lark);

    /// <summary>Makes a format that a regular expression defines.</summary>
    /// <param name="pattern">The regular expression.</param>
    public static CustomToolChatCompletionsCustomFormat Regex(string pattern) => OfGrammar(pattern, CustomToolChatCompletionsCustomFormatGrammarGrammarSyntax.Regex);

    private static CustomToolChatCompletionsCustomFormatGrammar OfGrammar(string definition, CustomToolChatCompletionsCustomFormatGrammarGrammarSyntax syntax)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new CustomToolChatCompletionsCustomFormatGrammar(new CustomToolChatCompletionsCustomFormatGrammarGrammar(definition, syntax));
    }
}
