using System.Text.RegularExpressions;
using Codegen.Generation;
using Codegen.Lowering;
using Newtonsoft.Json.Linq;

using OpenAIChat;

namespace Codegen.Tests.Lowering.Plain;

/// <summary>The lowered document is a plain OpenAPI 3.0 document for any tool, and beside it stand facts, never code.</summary>
internal sealed partial class LoweredDocumentTests
{
    private const string Contract = "openapi/openapi.yaml";
    private const string Config = "generator-config/lowering.json";
    private const string Documents = "tests/Codegen.Tests/Lowering/Documents";

    // Texts of documentation, escaped for a comment.
    private static readonly string[] Documentation = ["x-cs-summary", "x-cs-remarks", "x-cs-limits", "x-cs-returns", "x-cs-obsolete",
        "x-cs-values", "x-cs-body-summary", "summary", "remarks"];

    // Texts of the contract, which a template prints as literals only.
    private static readonly string[] Quoted = ["x-cs-constant", "x-cs-format", "x-cs-separator", "value", "pattern", "members", "query"];

    private static readonly string[] Editions =
        [Contract, $"{Documents}/edition-2023.yaml", $"{Documents}/edition-3.0.yaml", $"{Documents}/edition-3.1.yaml",
            $"{Documents}/pets-3.0.yaml"];

    [TestCaseSource(nameof(Editions))]
    [TestCase($"{Documents}/nasty.yaml")]
    public void A_fact_is_an_identifier_a_number_a_flag_a_text_of_documentation_or_a_list_of_such(string contract)
    {
        IEnumerable<JValue> values = Facts(Lower(contract)).SelectMany(fact => fact.DescendantsAndSelf()).OfType<JValue>();

        IEnumerable<string> others = values
            .Where(value => !Documentation.Concat(Quoted).Contains(NameOf(value)))
            .Where(value => value.Type != JTokenType.Boolean && !IdentifierOrNumber().IsMatch(value.ToString()))
            .Select(value => $"{value.Path}: {value}");

        Assert.That(others, Is.Empty);
    }

    [TestCaseSource(nameof(Editions))]
    public void Without_its_facts_it_describes_whatever_the_contract_does(string contract)
    {
        JObject said = ContractDocument.Load(Path.Combine(Repository.Root, contract)).Root;

        Assert.That(new DocumentComparison(said, Stripped(contract)).Differences(), Is.Empty);
    }

    [TestCase("type")]
    [TestCase("required")]
    [TestCase("enum")]
    [TestCase("default")]
    [TestCase("minimum")]
    [TestCase("maximum")]
    [TestCase("maxLength")]
    [TestCase("minItems")]
    [TestCase("maxItems")]
    [TestCase("nullable")]
    [TestCase("properties")]
    [TestCase("items")]
    [TestCase("additionalProperties")]
    [TestCase("oneOf")]
    [TestCase("schema")]
    [TestCase("requestBody")]
    [TestCase("parameters")]
    [TestCase("headers")]
    public void The_comparison_misses_whatever_is_taken_away(string keyword)
    {
        JObject said = ContractDocument.Load(Path.Combine(Repository.Root, Contract)).Root;
        JObject lowered = Stripped(Contract);
        List<string> paths = [.. lowered.Descendants().OfType<JProperty>()
            .Where(member => member.Name == keyword && member.Parent!.Parent is not JProperty { Name: "properties" } && !IsRepeated(member))
            .Select(member => member.Path)];
        Assert.That(paths, Is.Not.Empty);

        foreach (string path in paths.Where((_, index) => index % Math.Max(1, paths.Count / 10) == 0))
        {
            var less = (JObject)lowered.DeepClone();
            less.SelectToken(path)!.Parent!.Remove();

            Assert.That(new DocumentComparison(said, less).Differences(), Is.Not.Empty, path);
        }
    }

    [Test]
    public void The_linter_of_the_contract_finds_nothing_in_it()
    {
        string folder = Directory.CreateTempSubdirectory("lint").FullName;
        string file = Path.Combine(folder, "lowered.json");
        File.WriteAllText(file, Lower(Contract).ToString());

        (int exit, string output) = ChildProcess.Run(Repository.Root, "bash", ["build/contract-lint", "--rules-only", file]);
        Directory.Delete(folder, recursive: true);

        Assert.That(exit, Is.Zero, output);
    }

    [TestCaseSource(nameof(Editions))]
    public void NSwag_makes_code_of_it_by_its_own_templates_that_compiles_with_no_class_emptied(string contract)
    {
        var stock = StockNSwag.Print(Lower(contract).ToString());

        Assert.That(stock.Errors, Is.Empty);
        Assert.That(stock.EmptyClasses, Is.Empty);
    }

    private static JObject Lower(string contract)
    {
        string config = contract.Contains("pets", StringComparison.Ordinal) ? $"{Documents}/pets-3.0.json" : Config;
        return Generator.Lower(
            ContractDocument.Load(Path.Combine(Repository.Root, contract)),
            LoweringConfig.Load(Path.Combine(Repository.Root, config)),
            allowUnusedEntries: true,
            TextWriter.Null).ToDocument();
    }

    private static JObject Stripped(string contract)
    {
        JObject lowered = Lower(contract);
        foreach (JProperty fact in Facts(lowered).ToList())
        {
            fact.Remove();
        }

        return lowered;
    }

    /// <summary>
    /// Determines whether something else says the same, so that it is not missed: a type its members, a variant its base, a null its type.
    /// </summary>
    private static bool IsRepeated(JProperty member) =>
        member.Parent!["discriminator"] is not null
        || (member.Name == "type" && member.Parent["properties"] is not null)
        || member.Parent["enum"] is JArray { Count: 1 } nothing && nothing[0].Type == JTokenType.Null
        || RepeatedByTheBase().IsMatch(member.Path);

    private static IEnumerable<JProperty> Facts(JObject lowered) =>
        lowered.Descendants().OfType<JProperty>().Where(member => member.Name.StartsWith("x-cs-", StringComparison.Ordinal));

    private static string NameOf(JValue value) => value.Ancestors().OfType<JProperty>().First().Name;

    [GeneratedRegex(@"^(@?[\p{L}_][\p{L}\p{Nd}_.]*|-?[0-9.]+(E[+-]?[0-9]+)?)$")]
    private static partial Regex IdentifierOrNumber();

    [GeneratedRegex(@"allOf\[1\]\.(required|type)$|\.properties\.(type|role|object)\b|schemas\.JsonObject|securitySchemes")]
    private static partial Regex RepeatedByTheBase();
}
