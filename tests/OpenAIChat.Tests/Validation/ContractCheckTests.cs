using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using static OpenAIChat.Tests.Validation.ValidRequest;

namespace OpenAIChat.Tests.Validation;

/// <summary>What the contract itself demands, through the whole request.</summary>
public sealed class ContractCheckTests
{
    [Test]
    public void Tells_every_violation_at_once()
    {
        var request = new CreateChatCompletionRequest
        {
            Temperature = 2.5,
            TopP = -0.5,
            N = 0,
            SafetyIdentifier = new string('x', 65),
            Stop = new[] { "a", "b", "c", "d", "e" },
            TopLogprobs = 21,
        };

        Assert.That(request.Validate().Select(static violation => violation.ToString()), Is.EqualTo(new[]
        {
            "top_logprobs is 21; give at most 20.",
            "temperature is 2.5; give at most 2.",
            "top_p is -0.5; give at least 0.",
            "safety_identifier has 65 characters; give at most 64.",
            "messages is required; set it.",
            "model is required; set it.",
            "stop has 5 items; give at most 4.",
            "n is 0; give at least 1.",
            "top_logprobs needs log probabilities; set logprobs to true, or leave it out.",
        }));
    }

    [Test]
    public void Numbers_at_their_limits_are_valid()
    {
        CreateChatCompletionRequest request = Create();
        request.Temperature = 2;
        request.TopP = 0;
        request.FrequencyPenalty = -2;
        request.N = 128;
        request.SafetyIdentifier = string.Concat(Enumerable.Repeat("😀", 64));
        request.Stop = new[] { "a", "b", "c", "d" };

        Assert.That(request.Validate(), Is.Empty);
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void A_number_is_finite(double temperature)
    {
        CreateChatCompletionRequest request = Create();
        request.Temperature = temperature;

        Assert.That(request.Validate().Single().Message, Does.Contain("JSON cannot carry"));
    }

    [Test]
    public void Paths_lead_through_lists_and_unions()
    {
        CreateChatCompletionRequest request = WithMessages(
            new ChatCompletionRequestSystemMessage { Content = "Be brief." },
            new ChatCompletionRequestUserMessage
            {
                Content = new ChatCompletionRequestMessageContentPart[]
                {
                    new ChatCompletionRequestMessageContentPartText { Text = "What is this?" },
                    new ChatCompletionRequestMessageContentPartImage { ImageUrl = new ImageUrlContent() },
                },
            },
            new ChatCompletionRequestUserMessage(),
            new ChatCompletionRequestUserMessage { Content = new List<ChatCompletionRequestMessageContentPart>() },
            null!);

        Assert.That(request.Validate().Select(static violation => violation.ToString()), Is.EqualTo(new[]
        {
            "messages[1].content[1].image_url.url is required; set it.",
            "messages[2].content is required; set it.",
            "messages[3].content has 0 items; give at least 1.",
            "messages[4] is null; remove it, or set it.",
        }));
    }

    [Test]
    public void A_value_taken_from_an_empty_message_holds_nothing()
    {
        CreateChatCompletionRequest request = WithMessages(
            new ChatCompletionRequestUserMessage { Content = new ChatCompletionRequestUserMessage().Content });

        Assert.That(
            request.Validate().Select(static violation => violation.ToString()),
            Is.EqualTo(new[] { "messages[0].content holds nothing; set it, or leave it out." }));
    }

    [Test]
    public void Looking_at_a_request_does_not_change_it()
    {
        CreateChatCompletionRequest request = WithTools(new ChatCompletionTool(), new ChatCompletionCustomTool());
        request.Messages = [new ChatCompletionRequestUserMessage { Content = new ChatCompletionRequestMessageContentPart[] {
            new ChatCompletionRequestMessageContentPartImage(),
            new ChatCompletionRequestMessageContentPartAudio(),
            new ChatCompletionRequestMessageContentPartFile() } }];
        request.ToolChoice = new ChatCompletionNamedToolChoice();
        request.ResponseFormat = new ResponseFormatJsonSchema();
        string before = JsonConvert.SerializeObject(request);

        IReadOnlyList<Violation> violations = request.Validate();

        Assert.That(JsonConvert.SerializeObject(request), Is.EqualTo(before));
        Assert.That(
            request.Validate().Select(static violation => violation.ToString()),
            Is.EqualTo(violations.Select(static violation => violation.ToString())));
    }

    [Test]
    public void A_value_of_the_wrong_kind_that_was_read_is_told()
    {
        var request = JsonConvert.DeserializeObject<CreateChatCompletionRequest>("""
            {"model": 5, "messages": [{"role": "user", "content": "Hello!", "name": 7}], "temperature": "warm", "later": 1}
            """)!;

        Assert.That(request.Validate().Select(static violation => violation.ToString()), Is.EqualTo(new[]
        {
            "model has a value of the wrong kind (Integer); give it one that fits the contract.",
            "temperature has a value of the wrong kind (String); give it one that fits the contract.",
            "messages[0].name has a value of the wrong kind (Integer); give it one that fits the contract.",
        }));
    }

    [Test]
    public void A_value_of_the_wrong_kind_is_forgotten_once_it_is_removed()
    {
        var request = JsonConvert.DeserializeObject<CreateChatCompletionRequest>("""
            {"model": "gpt-5.4", "messages": [{"role": "user", "content": "Hello!"}], "temperature": "warm"}
            """)!;

        request.AdditionalProperties.Remove("temperature");
        request.Temperature = 1;

        Assert.That(request.Validate(), Is.Empty);
    }

    [Test]
    public void A_required_member_cannot_be_null()
    {
        var request = JsonConvert.DeserializeObject<CreateChatCompletionRequest>(
            """{"model": null, "messages": [{"role": "user", "content": "Hello!"}]}""")!;
        Assert.That(
            request.Validate().Select(static violation => violation.ToString()),
            Is.EqualTo(new[] { "model is null; give it a value." }));

        request = Create();
        request.Messages = null!;
        request.AdditionalProperties["messages"] = JValue.CreateNull();
        Assert.That(
            request.Validate().Select(static violation => violation.ToString()),
            Is.EqualTo(new[] { "messages is null; give it a value." }));
    }

    [Test]
    public void A_required_member_that_may_be_null_can_be_null()
    {
        Assert.That(WithMessages(new ChatCompletionRequestFunctionMessage("f", null)).Validate(), Is.Empty);
        Assert.That(WithMessages(new ChatCompletionRequestFunctionMessage { Name = "f" }).Validate(), Has.Count.EqualTo(1));
    }

    [Test]
    public void A_required_member_may_be_given_by_name()
    {
        var request = new CreateChatCompletionRequest { Messages = Create().Messages };
        request.AdditionalProperties["model"] = "gpt-5.4";

        Assert.That(request.Validate(), Is.Empty);
    }

    [Test]
    public void Explicit_nulls_and_unknown_members_are_valid()
    {
        var request = JsonConvert.DeserializeObject<CreateChatCompletionRequest>("""
            {"model": "my own", "messages": [{"role": "robot", "x": 1}], "temperature": null, "stop": null, "later": {"a": []}}
            """)!;
        request.AdditionalProperties["top_p"] = JValue.CreateNull();

        Assert.That(request.Validate(), Is.Empty);
    }

    [TestCase(ValidationRule.Range, "temperature")]
    [TestCase(ValidationRule.Required, "model")]
    [TestCase(ValidationRule.ParallelToolCalls, "parallel_tool_calls")]
    public void A_single_rule_can_be_turned_off(string rule, string path)
    {
        var request = new CreateChatCompletionRequest { Messages = Create().Messages, Temperature = 3, ParallelToolCalls = true };

        Assert.That(request.Validate().Select(static violation => violation.Path), Has.Member(path));
        Assert.That(request.Validate(rule).Select(static violation => violation.Path), Has.No.Member(path).And.Exactly(2).Items);
    }

    [Test]
    public void Every_rule_has_a_name_that_is_listed()
    {
        IEnumerable<string> constants = typeof(ValidationRule).GetFields().Select(static field => (string)field.GetValue(null)!);

        Assert.That(ValidationRule.All, Is.EquivalentTo(constants).And.Unique);
    }

    [Test]
    public void The_exception_tells_every_violation()
    {
        var exception = new RequestValidationException(new CreateChatCompletionRequest().Validate());

        Assert.That(
            exception.Message,
            Is.EqualTo("The request was not sent, since it is not valid:\n- messages is required; set it.\n- model is required; set it."));
        Assert.That(exception.Violations, Has.Count.EqualTo(2));
        Assert.That(exception.ParamName, Is.EqualTo("request"));
    }

    [Test]
    public void A_valid_request_costs_no_memory_to_speak_of()
    {
        CreateChatCompletionRequest request = Create();
        for (int i = 0; i < 200; i++)
        {
            request.Messages.Add(i % 2 == 0
                ? new ChatCompletionRequestAssistantMessage { Content = "Yes." }
                : new ChatCompletionRequestUserMessage { Content = "Really?" });
        }

        request.Validate();
        long before = GC.GetAllocatedBytesForCurrentThread();
        request.Validate();

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(512));
    }
}
