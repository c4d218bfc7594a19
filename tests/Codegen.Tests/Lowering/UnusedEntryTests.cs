using Codegen.Lowering;

namespace Codegen.Tests.Lowering;

/// <summary>Every entry of lowering.json decides something, or is refused with its place.</summary>
internal sealed class UnusedEntryTests
{
    private const string Contract = """
        openapi: 3.1.0
        paths:
          /things:
            post:
              operationId: sendThing
              tags: [Things]
              requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/ThingParam' } } } }
              responses: { '200': { description: x, content: { application/json: { schema: { $ref: '#/components/schemas/ThingAnswer' } } } } }
            delete: { operationId: deleteThing, responses: {} }
          /others:
            get: { operationId: listOthers, tags: [Others, Lists], responses: {} }
        components:
          schemas:
            ThingParam: { type: object, properties: { odd: { type: object, properties: { a: {} } } } }
            ThingAnswer: { type: object, properties: { b: { type: string }, kind: { type: string, enum: [fast, slow] } } }
            Unreached: { type: object, properties: { c: { type: string } } }
        """;

    [TestCase(
        """{ "names": { "ThingParm": "Thing" } }""",
        "(1,",
        "the entry \"ThingParm\" of \"names\" has no effect on this contract (did you mean \"ThingParam\"?)")]
    [TestCase("""{ "names": { "Unreached": "Thing" } }""", "(1,", "\"Unreached\" of \"names\" has no effect")]
    [TestCase("""{ "names": { "ThingParam": "ThingParam" } }""", "(1,", "\"ThingParam\" of \"names\" has no effect")]
    [TestCase(
        "{ \"streams\": {\n  \"sendThings\": \"ThingAnswer\" } }",
        "(2,",
        "\"sendThings\" of \"streams\" has no effect on this contract (did you mean \"sendThing\"?)")]
    [TestCase(
        """{ "streams": { "sendThing": "ThingAnser" } }""",
        "(1,",
        "\"ThingAnser\", which is no schema of the contract (did you mean \"ThingAnswer\"?)")]
    [TestCase(
        """{ "any": ["ThingParam.old"] }""",
        "(1,",
        "\"ThingParam.old\" of \"any\" has no effect on this contract (did you mean \"ThingParam.odd\"?)")]
    [TestCase("""{ "any": ["Unreached"] }""", "(1,", "\"Unreached\" of \"any\" has no effect")]
    [TestCase("{ \"operations\": [\"/things\",\n \"/thing/**\"] }", "(2,", "\"/thing/**\" of \"operations\" has no effect")]
    [TestCase(
        """{ "operations": ["!/thing"] }""",
        "(1,",
        "\"!/thing\" of \"operations\" has no effect on this contract (did you mean \"/things\"?)")]
    [TestCase("""{ "operations": ["PUT /things", "/others"] }""", "(1,", "\"PUT /things\" of \"operations\" has no effect")]
    [TestCase("""{ "operations": ["tag:Thing", "/others"] }""", "(1,", "\"tag:Thing\" of \"operations\" has no effect")]
    [TestCase(
        """{ "names": { "ThingAnswerKind.fest": "Quick" } }""",
        "(1,",
        "\"ThingAnswerKind.fest\" of \"names\" has no effect on this contract (did you mean \"ThingAnswerKind.fast\"?)")]
    [TestCase(
        """{ "names": { "ThingAnswerKind.fast": "1st" } }""",
        "(1,",
        "the name \"1st\" that \"names\" gives to \"ThingAnswerKind.fast\" is no C# identifier")]
    [TestCase("""{ "names": { "ThingAnswerKind.fast": "Value" } }""", "(1,", "belongs to a member that every enum has")]
    [TestCase("""{ "names": { "ThingAnswerKind.fast": "A", "ThingAnswerKind.slow": "A" } }""", "(1,", "belongs to the value \"fast\"")]
    [TestCase("""{ "names": { "ThingParam": "ThingAnswer" } }""", "(1,", "belongs to another type, of #/components/schemas/ThingAnswer")]
    public void An_entry_that_decides_nothing_is_an_error_that_names_it(string config, string place, string reason)
    {
        (int exit, string errors) = Lower(config);

        Assert.That(exit, Is.EqualTo(ExitCode.Error));
        Assert.That(errors, Does.Contain($"lowering.json{place}").And.Contain(reason));
    }

    [Test]
    public void All_of_them_are_told_at_once() =>
        Assert.That(Lower("""{ "names": { "A": "B", "C": "D" }, "any": ["E"] }""").Errors.TrimEnd().Split('\n'), Has.Length.EqualTo(3));

    [TestCase("""{ "names": { "ThingParam": "Thing" }, "any": ["ThingParam.odd"], "streams": { "sendThing": "ThingAnswer" }, "operations": ["POST /things", "/others"] }""")]
    [TestCase("""{ "operations": ["tag:Things", "get tag:Lists"] }""")]
    [TestCase("""{ "operations": ["!DELETE /things"] }""")]
    [TestCase("""{ "names": { "ThingAnswerKind.fast": "Slow" } }""")]
    public void Entries_that_decide_something_are_none(string config) => Assert.That(Lower(config), Is.EqualTo((ExitCode.Ok, "")));

    [Test]
    public void Another_edition_may_be_tried_with_the_entries_of_this_one() =>
        Assert.That(Lower("""{ "names": { "A": "B" } }""", "--allow-unused-entries"), Is.EqualTo((ExitCode.Ok, "")));

    [TestCase("POST /things", "/things", "post", true)]
    [TestCase("POST /things", "/things", "delete", false)]
    [TestCase("!DELETE /**", "/things", "delete", false)]
    [TestCase("!DELETE /**", "/things", "post", true)]
    [TestCase("/a/**", "/a", "get", true)]
    [TestCase("/a/*", "/a/b/c", "get", false)]
    public void A_pattern_chooses_by_path_and_method(string pattern, string path, string method, bool keeps) =>
        Assert.That(new LoweringConfig { Operations = [pattern] }.Keeps(path, method), Is.EqualTo(keeps));

    private static (int Exit, string Errors) Lower(string config, params string[] flags)
    {
        string folder = Directory.CreateTempSubdirectory("codegen-").FullName;
        string contract = Path.Combine(folder, "contract.yaml");
        string lowering = Path.Combine(folder, "lowering.json");
        File.WriteAllText(contract, Contract);
        File.WriteAllText(lowering, config);
        using var errors = new StringWriter();

        int exit = new Dispatcher([new LowerCommand()]).Run(
            ["lower", "--contract", contract, "--config", lowering, "--output", Path.Combine(folder, "out.json"), .. flags], TextWriter
                .Null, errors);
        Directory.Delete(folder, recursive: true);
        return (exit, errors.ToString());
    }
}
