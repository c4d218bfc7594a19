using Newtonsoft.Json.Linq;
using OpenAIChat.Runtime;

namespace OpenAIChat.Tests.Validation;

/// <summary>What generated checks can call, beyond what today's contract needs.</summary>
public sealed class ModelValidatorTests
{
    private static readonly MemberTable Members = new(("name", JsonKind.String), ("inner", JsonKind.Map));

    [Test]
    public void Patterns_end_where_the_text_ends()
    {
        var check = new ModelValidator();
        check.Pattern(Members, 0, "abc", "^[a-z]+$");
        check.Pattern(Members, 0, null, "^[a-z]+$");
        Assert.That(check.Violations, Is.Empty);

        check.Pattern(Members, 0, "abc\n", "^[a-z]+$");
        Assert.That(check.Violations.Single().ToString(), Is.EqualTo("name does not match ^[a-z]+$; change it so that it does."));
    }

    [Test]
    public void A_pattern_that_cannot_be_judged_is_left_to_the_server()
    {
        var check = new ModelValidator();

        check.Pattern("abc", "(");

        Assert.That(check.Violations, Is.Empty);
    }

    [Test]
    public void Bounds_that_exclude_their_value()
    {
        var check = new ModelValidator();
        check.Range(Members, 0, 0.5, 0, 1, exclusiveMinimum: true, exclusiveMaximum: true);
        Assert.That(check.Violations, Is.Empty);

        check.Range(Members, 0, 0.0, 0, 1, exclusiveMinimum: true);
        check.Range(Members, 0, 9007199254740993L, null, 9007199254740993L, exclusiveMaximum: true);
        Assert.That(check.Violations.Select(static violation => violation.Message), Is.EqualTo(new[] { "is 0; give more than 0.", "is 9007199254740993; give less than 9007199254740993." }));
    }

    [Test]
    public void Lengths_count_characters_and_not_code_units()
    {
        var check = new ModelValidator();
        check.Length("😀😀", 2, 2);
        Assert.That(check.Violations, Is.Empty);

        check.Length("😀", 2, null);
        Assert.That(check.Violations.Single().Message, Is.EqualTo("has 1 characters; give at least 2."));
    }

    [Test]
    public void Keys_of_maps_are_steps_of_the_path()
    {
        var check = new ModelValidator();

        check.Map(Members, 1, new Dictionary<string, ChatCompletionRequestMessage>
        {
            ["a"] = new ChatCompletionRequestToolMessage { Content = "x" },
            ["b c"] = new ChatCompletionRequestToolMessage { Content = "x" },
            ["d"] = null!,
        });

        Assert.That(check.Violations.Select(static violation => violation.Path), Is.EqualTo(new[] { "inner.a.tool_call_id", "inner['b c'].tool_call_id", "inner.d" }));
    }

    [Test]
    public void Lists_of_unions_have_indexes()
    {
        var check = new ModelValidator();

        check.Unions(Members, 1, new List<ChatCompletionRequestUserMessageContent> { "text", new List<ChatCompletionRequestMessageContentPart>(), null! });

        Assert.That(check.Violations.Select(static violation => violation.ToString()), Is.EqualTo(new[] { "inner[1] has 0 items; give at least 1.", "inner[2] is null; remove it, or set it." }));
    }

    [Test]
    public void A_model_that_contains_itself_is_told_and_not_followed()
    {
        var check = new ModelValidator();
        var ring = new Ring();
        ring.Others.Add(ring);
        ring.Others.Add(ring);

        check.Model(ring);

        Assert.That(check.Violations.Single().Rule, Is.EqualTo(ValidationRule.Depth));
        Assert.That(check.Violations.Single().Path, Does.StartWith("inner[0].inner[0]."));
    }

    [Test]
    public void Unset_lists_and_maps_are_not_counted()
    {
        var check = new ModelValidator();

        check.Count(Members, 1, new UnsetList<string>(), 1, null);
        check.Count(Members, 1, (IDictionary<string, JToken>)new UnsetMap<JToken>(), 1, null);

        Assert.That(check.Violations, Is.Empty);
    }

    private sealed class Ring : JsonModel
    {
        public List<Ring> Others { get; } = [];

        internal override void Write(JsonOutput json) => throw new NotSupportedException();

        internal override void Validate(ModelValidator check) => check.Models(Members, 1, Others);
    }
}
