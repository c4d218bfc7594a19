namespace OpenAIChat;

public abstract partial class CustomToolFormat
{
    /// <summary>Creates a format that a Lark grammar defines.</summary>
    /// <param name="grammar">The grammar.</param>
    public static CustomToolFormat Lark(string grammar) => OfGrammar(grammar, CustomToolGrammarSyntax.Lark);

    /// <summary>Creates a format that a regular expression defines.</summary>
    /// <param name="pattern">The regular expression.</param>
    public static CustomToolFormat Regex(string pattern) => OfGrammar(pattern, CustomToolGrammarSyntax.Regex);

    private static CustomToolGrammarFormat OfGrammar(string definition, CustomToolGrammarSyntax syntax)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new CustomToolGrammarFormat(new CustomToolGrammar(definition, syntax));
    }
}
