using Codegen.Generation;
using Codegen.Lowering;
using Newtonsoft.Json.Linq;

using OpenAIChat;

namespace Codegen.Tests.MSBuild;

/// <summary>Every option of nswag.json is there for something: without it, or with another value, something else is printed, or a reason is given.</summary>
[TestFixture]
[Category("MSBuild")]
internal sealed class NSwagOptionsTests
{
    private const string Contract =
        """
        openapi: 3.1.0
        info: { title: Options, version: "1" }
        paths:
          /things:
            get:
              operationId: things_list
              parameters: [ { name: filters, in: query, style: deepObject, schema: { type: object, additionalProperties: { type: string } } } ]
              responses: { "200": { description: Things., content: { application/json: { schema: { type: object, additionalProperties: { $ref: "#/components/schemas/Thing" } } } } } }
            delete: { operationId: others_delete, responses: { "204": { description: Gone. } } }
        components:
          schemas:
            Thing: { type: object, properties: { maps: { type: object, additionalProperties: { type: string } } } }
        """;

    private static readonly Layout Layout = new(Repository.Root);

    private static readonly string Config = File.ReadAllText(Layout.NSwagConfig);

    private static readonly string Lowered =
        Generator.Text(new ContractLowering(ContractDocument.Parse("options.yaml", Contract), new LoweringConfig()));

    private static readonly Lazy<NSwagTool> NSwag = new(() => NSwagTool.Find(Layout, given: null, TextWriter.Null));

    private static readonly Lazy<string> Printed = new(() => Print(Config));

    private static IEnumerable<string> Options => JObject.Parse(Config).Descendants().OfType<JValue>().Select(value => value.Path);

    [TestCaseSource(nameof(Options))]
    public void Without_it_something_else_is_printed_or_a_reason_is_given(string option)
    {
        JObject config = JObject.Parse(Config);
        config.SelectToken(option)!.Parent!.Remove();

        AssertHasEffect(config);
    }

    [TestCaseSource(nameof(Options))]
    public void With_another_value_something_else_is_printed_or_a_reason_is_given(string option)
    {
        JObject config = JObject.Parse(Config);
        JToken value = config.SelectToken(option)!;
        value.Replace(value.Type == JTokenType.Boolean ? !(bool)value : value + "Other");

        AssertHasEffect(config);
    }

    [TestCase("arrayType", "System.Collections.Generic.ICollection", "'arrayType' must be IList: the runtime's lists are of that type")]
    [TestCase("dateTimeType", "System.DateTimeOffset", "'dateTimeType' must be string: dates and times are kept as the text they came as")]
    public void What_the_runtime_does_not_serve_is_refused_where_it_stands(string option, string value, string reason)
    {
        ContractException refused = Assert.Throws<ContractException>(() => Print(Config.Replace($"\"{option}\": \"{Value(option)}\"", $"\"{option}\": \"{value}\"", StringComparison.Ordinal)))!;

        int line = 1 + Array.FindIndex(Config.Split('\n'), text => text.Contains($"\"{option}\"", StringComparison.Ordinal));
        Assert.That(refused.ToString(), Does.Contain($"nswag.json({line},").And.Contain(reason));
    }

    private static string Value(string option) => (string)JObject.Parse(Config)["codeGenerators"]!["openApiToCSharpClient"]![option]!;

    private static void AssertHasEffect(JObject config)
    {
        try
        {
            Assert.That(Print(config.ToString()), Is.Not.EqualTo(Printed.Value));
        }
        catch (ContractException exception)
        {
            Assert.That(exception.Message, Is.Not.Empty.And.Not.Contain("   at ").And.Not.Contain("NSwag command line tool"));
        }
    }

    private static string Print(string config)
    {
        string folder = Directory.CreateTempSubdirectory("options").FullName;
        try
        {
            string file = Path.Combine(folder, "nswag.json");
            File.WriteAllText(file, config);
            Directory.CreateSymbolicLink(Path.Combine(folder, "generator-config"), Path.Combine(Repository.Root, "generator-config"));
            return new Printer(new Layout(folder), NSwagConfig.Load(file, "nswag.json"), NSwag.Value).Print(Lowered);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
