using System.Text.RegularExpressions;
using Codegen.Lowering;

namespace Codegen.Docs;

/// <summary>Turns C# types into Markdown in which each model links to its page.</summary>
/// <param name="lowering">The models that have a page.</param>
/// <param name="folder">The way from the page to the models: <c>models/</c>, or nothing among them.</param>
internal sealed partial class TypeLinks(ContractLowering lowering, string folder)
{
    private readonly HashSet<string> names = [.. lowering.Types.Select(type => type.Name)];

    /// <summary><c>IList&lt;Tool&gt;?</c> → <c>IList\&lt;[Tool](models/Tool.md)\&gt;?</c>.</summary>
    public string Link(string cs) =>
        Words().Replace(
            cs.Replace("<", @"\<", StringComparison.Ordinal).Replace(">", @"\>", StringComparison.Ordinal),
            word => Page(word.Value));

    /// <summary>Links a name when it is a model's.</summary>
    public string Page(string name) => names.Contains(name) ? $"[{name}]({folder}{name}.md)" : name;

    [GeneratedRegex("[A-Za-z_][A-Za-z0-9_]*")]
    private static partial Regex Words();
}
