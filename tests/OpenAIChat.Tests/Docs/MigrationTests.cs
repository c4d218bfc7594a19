using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace OpenAIChat.Tests.Docs;

/// <summary>Compiles our side of the table that shows users of the official package where to go.</summary>
internal sealed partial class MigrationTests
{
    private const string Given =
        "string key, Uri address, TimeSpan limit, HttpClient httpClient, ChatApi chat, CreateChatCompletionRequest request, CreateChatCompletionResponse reply, "
        + "CreateChatCompletionStreamResponse chunk, ChatCompletionMessageToolCall call, ChatFunction[] functions, JsonObject schema, "
            + "byte[] bytes";

    private const string Usings =
        "using System; using System.Collections.Generic; using System.Net.Http; using System.Threading.Tasks; using OpenAIChat; public "
            + "sealed record City(string Name);\n";

    [Test]
    public void Our_side_of_the_table_compiles()
    {
        string[] cells = [.. Rows().Matches(File.ReadAllText(Path.Combine(Guide.Folder, "migration.md")))
            .Select(static row => row.Groups[1].Value)];
        IEnumerable<string> methods = cells.Select(static (cell, index) =>
            $"internal static class Row{index} {{ internal static async Task Run({Given}) {{ await Task.CompletedTask;\n#line 1 "
                + $"\"{cell.Replace('"', '\'')}\"\n{Statement(cell)} }} }}\n");

        Assert.That(cells, Has.Length.GreaterThanOrEqualTo(40));
        Assert.That(Snippets.Faults(OutputKind.DynamicallyLinkedLibrary, [Usings + string.Concat(methods)]), Is.Empty);
    }

    private static string Statement(string cell) => cell switch
    {
        _ when cell.StartsWith("catch", StringComparison.Ordinal) => "try { } " + cell.Replace(" e)", ")", StringComparison.Ordinal),
        _ when cell.Contains(" = ", StringComparison.Ordinal) && !cell.StartsWith("new ", StringComparison.Ordinal)
            && !cell.Contains('{', StringComparison.Ordinal) => cell + ";",
        _ => $"_ = {cell};",
    };

    [GeneratedRegex(@"^\|[^|]*\|[^|]*\| `([^|`]*)` \|$", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
