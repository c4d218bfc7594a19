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
        Assert.That(
            check.Violations.Select(static violation => violation.Message),
            Is.EqualTo(new[] { "is 0; give more than 0.", "is 9007199254740993; give less than 9007199254740993." }));
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

        IDictionary<string, ChatCompletionRequestMessage> map = new Dictionary<string, ChatCompletionRequestMessage>
        {
            ["a"] = new ChatCompletionRequestToolMessage { Content = "x" },
            ["b c"] = new ChatCompletionRequestToolMessage { Content = "x" },
            ["d"] = null!,
        };
        check.Each(Members, 1, map, static (check, item) => check.Model(item));

        Assert.That(
            check.Violations.Select(static violation => violation.Path),
            Is.EqualTo(new[] { "inner.a.tool_call_id", "inner['b c'].tool_call_id", "inner.d" }));
    }

    [Test]
    public void Values_of_lists_and_maps_are_bounded()
    {
        var check = new ModelValidator();

        IDictionary<string, double> weights = new Dictionary<string, double> { ["a"] = 0.5, ["b"] = 1.5 };
        check.Each(Members, 0, (IList<int>)[1, 2, -3], static (check, item) => check.Range(item, 0, null));
        check.Each(Members, 0, (IList<string>)["a", "bcd", null!], static (check, item) => check.Length(item, null, 2));
        check.Each(Members, 1, weights, static (check, item) => check.Range(item, null, 1));
        check.Each(
            Members,
            1,
            (IList<IList<long>>)[[1], [2, 30]],
            static (check, item) => check.Each(item, static (check, item) => check.Range(item, null, 9)));

        Assert.That(check.Violations.Select(static violation => violation.ToString()), Is.EqualTo(new[]
        {
            "name[2] is -3; give at least 0.",
            "name[1] has 3 characters; give at most 2.",
            "name[2] is null; remove it, or set it.",
            "inner.b is 1.5; give at most 1.",
            "inner[1][1] is 30; give at most 9.",
        }));
    }

    [Test]
    public void A_nullable_item_may_be_null_and_is_bounded_otherwise()
    {
        var check = new ModelValidator();

        check.Each(Members, 0, (IList<int?>)[null, 5], static (check, item) => check.Range(item, null, 4), nullable: true);

        Assert.That(check.Violations.Single().ToString(), Is.EqualTo("name[1] is 5; give at most 4."));
    }

    [Test]
    public void Lists_of_unions_have_indexes()
    {
        var check = new ModelValidator();

        check.Unions(Members, 1, new List<UserMessageContent> { "text", new List<ChatCompletionRequestMessageContentPart>(), null! });

        Assert.That(
            check.Violations.Select(static violation => violation.ToString()),
            Is.EqualTo(new[] { "inner[1] has 0 items; give at least 1.", "inner[2] is null; remove it, or set it." }));
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
    public void A_union_that_contains_itself_is_told_and_not_followed()
    {
        var check = new ModelValidator();
        var nest = new Nest([]);
        nest.Items.Add(nest);

        check.Union(nest);

        Assert.That(check.Violations.Single().Rule, Is.EqualTo(ValidationRule.Depth));
    }

    [Test]
    public void Unset_lists_and_maps_are_not_counted()
    {
        var check = new ModelValidator();

        check.Count(Members, 1, new UnsetList<string>(), 1, null);
        check.Count(Members, 1, (IDictionary<string, JToken>)new UnsetMap<JToken>(), 1, null);

        Assert.That(check.Violations, Is.Empty);
    }

    private sealed class Nest(IList<Nest> items) : JsonUnion(items)
    {
        public IList<Nest> Items => (IList<Nest>)Value;

        internal override void Write(JsonOutput json) => throw new NotSupportedException();

        internal override void Validate(ModelValidator check) => check.Unions(Items);
    }

    private sealed class Ring : JsonModel
    {
        public List<Ring> Others { get; } = [];

        internal override JsonModel CreateClone() => throw new NotSupportedException();

        internal override void Write(JsonOutput json) => throw new NotSupportedException();

        internal override void Validate(ModelValidator check) => check.Models(Members, 1, Others);
    }
}
