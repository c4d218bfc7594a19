using Newtonsoft.Json;

namespace Codegen.Lowering.CSharp;

/// <summary>
/// Prints a text as a C# literal, for the samples of the reference pages; the generated code has its literals from the templates'
/// <c>literal</c> filter.
/// </summary>
internal static class Literals
{
    public static string Of(string text) => JsonConvert.ToString(text, '"', StringEscapeHandling.EscapeNonAscii);
}
