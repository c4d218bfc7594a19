namespace OpenAIChat.StructuredOutput;

/// <summary>One place where a schema breaks a rule of strict schemas.</summary>
/// <param name="Path">Where it is, as a JSON path from the schema's root; empty for the root.</param>
/// <param name="Message">What is wrong there.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Rule">The rule, by its name in <see cref="ValidationRule"/>.</param>
internal sealed record SchemaFault(string Path, string Message, string Remedy, string Rule = ValidationRule.StrictSchema);
