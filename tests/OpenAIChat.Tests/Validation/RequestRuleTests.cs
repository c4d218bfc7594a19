using static OpenAIChat.Tests.Validation.ValidRequest;

namespace OpenAIChat.Tests.Validation;

/// <summary>The rules across members: each with a request that breaks it and its valid neighbour.</summary>
public sealed class RequestRuleTests
{
    [Test]
    public void A_plain_request_is_valid()
    {
        Assert.That(Create().Validate(), Is.Empty);
    }

    [Test]
    public void Model_is_not_blank()
    {
        CreateChatCompletionRequest request = Create();
        request.Model = " ";

        Assert.That(Messages(request), Is.EqualTo(new[] { "model is blank; name a model." }));
    }

    [TestCase(null)]
    [TestCase(false)]
    public void Top_logprobs_needs_logprobs(bool? logprobs)
    {
        CreateChatCompletionRequest request = Create();
        request.TopLogprobs = 3;
        request.Logprobs = logprobs;

        Assert.That(Violations(request), Is.EqualTo(new[] { ("top_logprobs", ValidationRule.TopLogprobs) }));
    }

    [Test]
    public void Top_logprobs_with_logprobs_is_valid()
    {
        CreateChatCompletionRequest request = Create();
        request.TopLogprobs = 20;
        request.Logprobs = true;

        Assert.That(request.Validate(), Is.Empty);
    }

    [Test]
    public void The_modality_audio_needs_audio()
    {
        CreateChatCompletionRequest request = Create();
        request.Modalities = [ResponseModality.Text, ResponseModality.Audio];

        Assert.That(Violations(request), Is.EqualTo(new[] { ("audio", ValidationRule.AudioOutput) }));
    }

    [Test]
    public void Audio_needs_the_modality_audio()
    {
        CreateChatCompletionRequest request = Create();
        request.Audio = Speech();

        Assert.That(Violations(request), Is.EqualTo(new[] { ("modalities", ValidationRule.AudioOutput) }));
    }

    [Test]
    public void Audio_with_its_modality_is_valid()
    {
        CreateChatCompletionRequest request = Create();
        request.Modalities = [ResponseModality.Text, ResponseModality.Audio];
        request.Audio = Speech();

        Assert.That(request.Validate(), Is.Empty);
    }

    [Test]
    public void Stream_options_need_streaming()
    {
        CreateChatCompletionRequest request = Create();
        request.StreamOptions = new ChatCompletionStreamOptions { IncludeUsage = true };
        request.Stream = false;

        Assert.That(Violations(request), Is.EqualTo(new[] { ("stream_options", ValidationRule.StreamOptions) }));
    }

    [TestCase(null)]
    [TestCase(true)]
    public void Stream_options_are_valid_as_long_as_nothing_speaks_against_streaming(bool? stream)
    {
        CreateChatCompletionRequest request = Create();
        request.StreamOptions = new ChatCompletionStreamOptions { IncludeUsage = true };
        request.Stream = stream;

        Assert.That(request.Validate(), Is.Empty);
    }

    [Test]
    public void Several_answers_may_be_streamed()
    {
        CreateChatCompletionRequest request = Create();
        request.N = 3;
        request.Stream = true;

        Assert.That(request.Validate(), Is.Empty);
    }

    [TestCase("none")]
    [TestCase("auto")]
    [TestCase("required")]
    public void Tool_choice_needs_tools(string mode)
    {
        CreateChatCompletionRequest request = Create();
        request.ToolChoice = mode;

        Assert.That(Violations(request), Is.EqualTo(new[] { ("tool_choice", ValidationRule.ToolChoice) }));
    }

    [Test]
    public void Tool_choice_names_a_function_that_is_there()
    {
        CreateChatCompletionRequest request = WithTools(Function("get_weather"), Custom("get_time"));
        request.ToolChoice = new ChatCompletionNamedToolChoice { Function = new() { Name = "get_time" } };

        Assert.That(Messages(request), Is.EqualTo(new[]
        {
            "tool_choice.function.name is \"get_time\", but tools has no function tool of that name; add it to tools, or name one that is there.",
        }));
    }

    [Test]
    public void Tool_choice_names_a_custom_tool_that_is_there()
    {
        CreateChatCompletionRequest request = WithTools(Function("get_weather"), Custom("get_time"));
        request.ToolChoice = new ChatCompletionNamedToolChoiceCustom { Custom = new() { Name = "get_weather" } };

        Assert.That(Violations(request), Is.EqualTo(new[] { ("tool_choice.custom.name", ValidationRule.ToolChoice) }));
    }

    [Test]
    public void Allowed_tools_name_tools_that_are_there()
    {
        CreateChatCompletionRequest request = WithTools(Function("get_weather"), Custom("get_time"));
        request.ToolChoice = new ChatCompletionAllowedToolsChoice
        {
            AllowedTools = new ChatCompletionAllowedTools
            {
                Mode = "auto",
                Tools =
                [
                    JsonObject.Parse("""{"type": "function", "function": {"name": "get_weather"}}"""),
                    JsonObject.Parse("""{"type": "function", "function": {"name": "get_time"}}"""),
                    JsonObject.Parse("""{"type": "custom", "custom": {"name": "get_date"}}"""),
                    JsonObject.Parse("""{"type": "of tomorrow", "name": "get_all"}"""),
                ],
            },
        };

        Assert.That(Violations(request), Is.EqualTo(new[]
        {
            ("tool_choice.allowed_tools.tools[1].function.name", ValidationRule.ToolChoice),
            ("tool_choice.allowed_tools.tools[2].custom.name", ValidationRule.ToolChoice),
        }));
    }

    [Test]
    public void Tool_choices_that_name_tools_that_are_there_are_valid()
    {
        CreateChatCompletionRequest request = WithTools(Function("get_weather"), Custom("get_time"));
        ChatCompletionToolChoiceOption[] choices =
        [
            "auto",
            new ChatCompletionNamedToolChoice { Function = new() { Name = "get_weather" } },
            new ChatCompletionNamedToolChoiceCustom { Custom = new() { Name = "get_time" } },
        ];

        foreach (ChatCompletionToolChoiceOption choice in choices)
        {
            request.ToolChoice = choice;
            Assert.That(request.Validate(), Is.Empty);
        }
    }

    [Test]
    public void Parallel_tool_calls_needs_tools()
    {
        CreateChatCompletionRequest request = Create();
        request.ParallelToolCalls = false;

        Assert.That(Violations(request), Is.EqualTo(new[] { ("parallel_tool_calls", ValidationRule.ParallelToolCalls) }));
    }

    [Test]
    public void Parallel_tool_calls_with_tools_is_valid()
    {
        CreateChatCompletionRequest request = WithTools(Function("get_weather"));
        request.ParallelToolCalls = false;

        Assert.That(request.Validate(), Is.Empty);
    }

    [TestCase("get weather")]
    [TestCase("wetter.münchen")]
    [TestCase("get_weather\n")]
    public void Tool_names_match_the_pattern(string name)
    {
        Assert.That(
            Violations(WithTools(Function("ok"), Function(name))),
            Is.EqualTo(new[] { ("tools[1].function.name", ValidationRule.ToolNames) }));
        Assert.That(Violations(WithTools(Custom(name))), Is.EqualTo(new[] { ("tools[0].custom.name", ValidationRule.ToolNames) }));
    }

    [Test]
    public void Tool_names_have_at_most_64_characters()
    {
        Assert.That(WithTools(Function(new string('a', 64))).Validate(), Is.Empty);
        Assert.That(Messages(WithTools(Function(new string('a', 65)))), Is.EqualTo(new[]
        {
            "tools[0].function.name has 65 characters; give a name of 1 to 64 letters, digits, underscores and hyphens.",
        }));
    }

    [Test]
    public void Tool_names_are_unique_across_kinds()
    {
        CreateChatCompletionRequest request = WithTools(Function("get_weather"), Function("get_time"), Custom("get_weather"));

        Assert.That(Messages(request), Is.EqualTo(new[]
        {
            "tools[2].custom.name is \"get_weather\", as tools[0].function.name is; give each a name of its own.",
        }));
    }

    [Test]
    public void A_tool_message_answers_an_earlier_call()
    {
        CreateChatCompletionRequest request = WithMessages(User(), Calls("call_1"), Answer("call_1"), Answer("call_2"));

        Assert.That(Violations(request), Is.EqualTo(new[] { ("messages[3].tool_call_id", ValidationRule.ToolMessages) }));
    }

    [Test]
    public void A_tool_message_cannot_answer_a_later_call()
    {
        CreateChatCompletionRequest request = WithMessages(User(), Answer("call_1"), Calls("call_1"), Answer("call_1"));

        Assert.That(Violations(request), Is.EqualTo(new[] { ("messages[1].tool_call_id", ValidationRule.ToolMessages) }));
    }

    [Test]
    public void Tool_messages_that_answer_calls_of_any_earlier_message_are_valid()
    {
        CreateChatCompletionRequest request = WithMessages(
            User(), Calls("call_1", "call_2"), Answer("call_2"), Calls("call_3"), Answer("call_1"), Answer("call_3"), Calls(
                "call_4"), Answer("call_1"), Answer("call_4"));

        Assert.That(request.Validate(ValidationRule.ToolCallResults), Is.Empty);
    }

    [Test]
    public void A_tool_message_may_answer_what_is_not_known_here()
    {
        var unknown = new ChatCompletionRequestMessage.Unknown(
            Newtonsoft.Json.Linq.JObject.Parse("""{"role": "agent", "calls": ["call_1"]}"""));

        Assert.That(WithMessages(User(), unknown, Answer("call_1")).Validate(), Is.Empty);
    }

    [Test]
    public void A_tool_message_may_answer_a_call_of_an_unknown_kind()
    {
        var call = new ChatCompletionToolCall.Unknown(Newtonsoft.Json.Linq.JObject.Parse("""{"type": "of tomorrow", "id": "call_1"}"""));
        var assistant = new ChatCompletionRequestAssistantMessage { ToolCalls = [call] };

        Assert.That(WithMessages(User(), assistant, Answer("call_1")).Validate(), Is.Empty);
    }

    [Test]
    public void A_json_schema_has_a_name()
    {
        CreateChatCompletionRequest request = Create();
        request.ResponseFormat = new ResponseFormatJsonSchema { JsonSchema = new JsonSchemaFormat() };

        Assert.That(Violations(request), Is.EqualTo(new[] { ("response_format.json_schema.name", ValidationRule.Required) }));
    }

    [TestCase("")]
    [TestCase("my answer")]
    public void The_name_of_a_json_schema_matches_the_pattern(string name)
    {
        CreateChatCompletionRequest request = Create();
        request.ResponseFormat = new ResponseFormatJsonSchema { JsonSchema = new JsonSchemaFormat { Name = name } };

        Assert.That(Violations(request), Is.EqualTo(new[] { ("response_format.json_schema.name", ValidationRule.SchemaName) }));
    }

    [Test]
    public void A_json_schema_with_a_name_is_valid()
    {
        CreateChatCompletionRequest request = Create();
        request.ResponseFormat = new ResponseFormatJsonSchema { JsonSchema = new JsonSchemaFormat { Name = "my_answer-1" } };

        Assert.That(request.Validate(), Is.Empty);
    }

    [Test]
    public void Metadata_has_at_most_16_pairs()
    {
        CreateChatCompletionRequest request = Create();
        request.Metadata = Enumerable.Range(0, 17).ToDictionary(static i => $"key{i}", static i => "value");

        Assert.That(Messages(request), Is.EqualTo(new[] { "metadata has 17 pairs; give at most 16." }));
    }

    [Test]
    public void Metadata_has_short_keys_and_values()
    {
        CreateChatCompletionRequest request = Create();
        request.Metadata = new Dictionary<string, string>
        {
            [new string('k', 65)] = "",
            ["long"] = new string('v', 513),
            ["not a name"] = null!
        };

        Assert.That(Messages(request), Is.EqualTo(new[]
        {
            "metadata['not a name'] is null; remove it, or set it.",
            $"metadata.{new string('k', 65)} has a key of 65 characters; give at most 64.",
            "metadata.long has a value of 513 characters; give at most 512.",
        }));
    }

    [Test]
    public void Metadata_within_the_limits_is_valid()
    {
        CreateChatCompletionRequest request = Create();
        request.Metadata = Enumerable.Range(0, 15).ToDictionary(static i => $"key{i}", static i => "value");
        request.Metadata[new string('k', 64)] = string.Concat(Enumerable.Repeat("😀", 512));

        Assert.That(request.Validate(), Is.Empty);
    }

    [Test]
    public void Metadata_of_an_update_has_the_same_limits()
    {
        var update = new UpdateChatCompletionRequest { Metadata = new Dictionary<string, string> { ["long"] = new string('v', 513) } };

        Assert.That(
            update.Validate().Select(static violation => (violation.Path, violation.Rule)),
            Is.EqualTo(new[] { ("metadata.long", ValidationRule.Metadata) }));
        Assert.That(update.Validate(ValidationRule.Metadata), Is.Empty);
    }

    [Test]
    public void An_update_says_what_the_metadata_becomes()
    {
        Assert.That(
            new UpdateChatCompletionRequest().Validate().Select(static violation => violation.ToString()),
            Is.EqualTo(new[] { "metadata is required; set it." }));
        Assert.That(new UpdateChatCompletionRequest { Metadata = null }.Validate(), Is.Empty);
    }

    [TestCase("data:image/png;base64,iVBORw0KGgo", "data is not valid Base64")]
    [TestCase("data:image/png;base64,iVBOR-_=", "data is not valid Base64")]
    [TestCase("data:image/png;base64,", "without data")]
    [TestCase("data:image/png;base64", "without a comma")]
    [TestCase("data:image/svg+xml,%3Csvg/%3E", "not Base64")]
    [TestCase("data:;base64,iVBORw0KGgo=", "without a media type")]
    [TestCase("DATA:png;base64,iVBORw0KGgo=", "without a media type")]
    public void Data_urls_of_images_are_well_formed(string url, string fault)
    {
        CreateChatCompletionRequest request = WithPart(new ChatCompletionRequestMessageContentPartImage { ImageUrl = new() { Url = url } });

        Assert.That(Violations(request), Is.EqualTo(new[] { ("messages[0].content[0].image_url.url", ValidationRule.EmbeddedData) }));
        Assert.That(request.Validate()[0].Message, Does.Contain(fault));
    }

    [TestCase("data:image/png;base64,iVBORw0KGgo=")]
    [TestCase("data:image/svg+xml;charset=utf-8;base64,PHN2Zy8+")]
    [TestCase("https://example.com/a.png")]
    public void Addresses_of_images_are_valid(string url)
    {
        Assert.That(WithPart(new ChatCompletionRequestMessageContentPartImage { ImageUrl = new() { Url = url } }).Validate(), Is.Empty);
    }

    [TestCase(1_000_000, "", true)]
    [TestCase(1_000_000, "====", false)]
    [TestCase(999_999, "", false)]
    [TestCase(1_000_000, "\n", true)]
    public void Data_of_any_size_is_judged(int length, string end, bool valid)
    {
        string url = "data:image/png;base64," + new string('A', length) + end;

        Assert.That(
            WithPart(new ChatCompletionRequestMessageContentPartImage { ImageUrl = new() { Url = url } }).Validate(),
            valid ? Is.Empty : Has.Count.EqualTo(1));
    }

    [Test]
    public void Data_urls_of_files_are_well_formed()
    {
        static CreateChatCompletionRequest Request(string data) =>
            WithPart(new ChatCompletionRequestMessageContentPartFile { File = new() { FileData = data } });

        Assert.That(
            Violations(Request("data:application/pdf,JVBERi0=")),
            Is.EqualTo(new[] { ("messages[0].content[0].file.file_data", ValidationRule.EmbeddedData) }));
        Assert.That(Request("data:application/pdf;base64,JVBERi0=").Validate(), Is.Empty);
    }

    [TestCase("data:audio/wav;base64,UklGRg==", "is a data: URL")]
    [TestCase("UklGRg=", "is not valid Base64")]
    public void Audio_is_bare_base64(string data, string fault)
    {
        CreateChatCompletionRequest request = WithPart(
            new ChatCompletionRequestMessageContentPartAudio { InputAudio = new() { Data = data, Format = "wav" } });

        Assert.That(Violations(request), Is.EqualTo(new[] { ("messages[0].content[0].input_audio.data", ValidationRule.EmbeddedData) }));
        Assert.That(request.Validate()[0].Message, Does.StartWith(fault));
    }

    [Test]
    public void Audio_in_base64_is_valid()
    {
        Assert.That(WithPart(new ChatCompletionRequestMessageContentPartAudio { InputAudio = new() { Data = "UklGRg==", Format = "wav" } })
            .Validate(), Is.Empty);
    }

    [Test]
    public void Logit_bias_is_from_minus_100_to_100()
    {
        CreateChatCompletionRequest request = Create();
        request.LogitBias = new Dictionary<string, int> { ["1"] = -101, ["2"] = -100, ["3"] = 100, ["4"] = 101 };

        Assert.That(Messages(request), Is.EqualTo(new[]
        {
            "logit_bias.1 is -101; give a number from -100 to 100.",
            "logit_bias.4 is 101; give a number from -100 to 100.",
        }));
    }

    [Test]
    public void The_token_limit_is_positive()
    {
        CreateChatCompletionRequest request = Create();
        request.MaxCompletionTokens = 0;
        Assert.That(Violations(request), Is.EqualTo(new[] { ("max_completion_tokens", ValidationRule.TokenLimit) }));

        request.MaxCompletionTokens = 1;
        Assert.That(request.Validate(), Is.Empty);
    }

    [Test]
    public void The_token_limit_is_given_once()
    {
        CreateChatCompletionRequest request = Create();
        request.MaxTokens = 10;
        Assert.That(request.Validate(), Is.Empty);

        request.MaxCompletionTokens = 10;
        Assert.That(Violations(request), Is.EqualTo(new[] { ("max_tokens", ValidationRule.TokenLimit) }));
    }

    [Test]
    public void Functions_are_not_mixed_with_tools()
    {
        CreateChatCompletionRequest request = WithTools(Function("get_weather"));
        request.Functions = [new ChatCompletionFunctions { Name = "get_weather" }];
        Assert.That(Violations(request), Is.EqualTo(new[] { ("functions", ValidationRule.FunctionsOrTools) }));

        request.Tools = null;
        Assert.That(request.Validate(), Is.Empty);
    }

    [Test]
    public void Function_call_is_not_mixed_with_tool_choice()
    {
        CreateChatCompletionRequest request = WithTools(Function("get_weather"));
        request.FunctionCall = "none";
        request.ToolChoice = "none";

        Assert.That(
            Violations(request),
            Is.EqualTo(new[] { ("function_call", ValidationRule.FunctionsOrTools), ("function_call", ValidationRule.FunctionCall) }));
    }

    [Test]
    public void Function_call_names_a_function_that_is_there()
    {
        CreateChatCompletionRequest request = Create();
        request.FunctionCall = new ChatCompletionFunctionCallOption { Name = "get_time" };
        Assert.That(Violations(request), Is.EqualTo(new[] { ("function_call", ValidationRule.FunctionCall) }));

        request.Functions = [new ChatCompletionFunctions { Name = "get_weather" }];
        Assert.That(Violations(request), Is.EqualTo(new[] { ("function_call.name", ValidationRule.FunctionCall) }));

        request.Functions.Add(new ChatCompletionFunctions { Name = "get_time" });
        Assert.That(request.Validate(), Is.Empty);
    }

    [Test]
    public void Function_names_match_the_pattern_and_are_unique()
    {
        CreateChatCompletionRequest request = Create();
        request.Functions = [new ChatCompletionFunctions { Name = "a b" }, new ChatCompletionFunctions {
            Name = "c" }, new ChatCompletionFunctions { Name = "c" }];

        Assert.That(
            Violations(request),
            Is.EqualTo(new[] { ("functions[0].name", ValidationRule.ToolNames), ("functions[2].name", ValidationRule.UniqueToolNames) }));
    }

    [Test]
    public void Members_added_by_name_count_as_given()
    {
        CreateChatCompletionRequest request = Create();
        request.ToolChoice = "required";
        request.ParallelToolCalls = true;
        request.AdditionalProperties["tools"] = new Newtonsoft.Json.Linq.JArray("of another kind");

        Assert.That(request.Validate(), Is.Empty);
    }

    private static IEnumerable<string> Messages(CreateChatCompletionRequest request) =>
        request.Validate().Select(static violation => violation.ToString());

    private static IEnumerable<(string Path, string Rule)> Violations(CreateChatCompletionRequest request) =>
        request.Validate().Select(static violation => (violation.Path, violation.Rule));

    private static CreateChatCompletionRequestAudio Speech() => new() { Voice = "alloy", Format = "wav" };

    private static ChatCompletionRequestUserMessage User() => new() { Content = "Hello!" };

    private static ChatCompletionRequestToolMessage Answer(string id) => new() { Content = "done", ToolCallId = id };

    private static ChatCompletionRequestAssistantMessage Calls(params string[] ids) => new()
    {
        ToolCalls = [.. ids.Select(
            static id => new ChatCompletionMessageToolCall { Id = id, Function = new() { Name = "f", Arguments = "{}" } })],
    };
}
