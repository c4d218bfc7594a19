using Newtonsoft.Json.Linq;
using DescriptionAttribute = System.ComponentModel.DescriptionAttribute;

namespace OpenAIChat.Tests.Tools;

/// <summary>Functions made of methods, types and schemas.</summary>
public sealed class ChatFunctionTests
{
    [Test]
    public void Takes_name_description_and_strict_schema_from_a_method()
    {
        var function = ChatFunction.Create(GetWeatherAsync);

        Assert.That((function.Name, function.Description), Is.EqualTo(("GetWeather", "Tells the weather.")));
        Assert.That(((ChatCompletionTool)function.Tool).Function.Strict, Is.True);
        JObject schema = Schema(function);
        Assert.That((string?)schema["properties"]!["city"]!["description"], Is.EqualTo("The city."));
        Assert.That((string?)schema["properties"]!["days"]!["description"], Is.EqualTo("Default: 7."));
        Assert.That(schema["required"]!.Values<string>(), Is.EqualTo(["city", "days"]));
        Assert.That((bool?)schema["additionalProperties"], Is.False);
    }

    [Test]
    public void Takes_the_name_of_a_local_function()
    {
        static string Tell(string city) => city;

        Assert.That(ChatFunction.Create(Tell).Name, Is.EqualTo("Tell"));
    }

    [Test]
    public void A_lambda_needs_a_name()
    {
        Assert.That(() => ChatFunction.Create((string city) => city), Throws.ArgumentException.With.Message.Contains("lambda"));
        Assert.That(ChatFunction.Create([Description("Tells.")] (string city) => city, "tell").Description, Is.EqualTo("Tells."));
    }

    [TestCase("get weather")]
    [TestCase("")]
    [TestCase("wetter_für_alle")]
    [TestCase("a2345678901234567890123456789012345678901234567890123456789012345")]
    public void Refuses_names_that_do_not_match_the_pattern_at_once(string name)
    {
        Assert.That(() => ChatFunction.Create((string city) => city, name), Throws.ArgumentException);
        Assert.That(() => ChatFunction.Create<Query>(name, null, (_, _) => ""), Throws.ArgumentException);
        Assert.That(() => ChatFunction.Create(name, null, JsonObject.Parse("{}"), (_, _) => ""), Throws.ArgumentException);
        Assert.That(() => ChatFunction.CreateCustom(name, null, (_, _) => ""), Throws.ArgumentException);
    }

    [Test]
    public void Refuses_two_functions_of_one_name_at_once()
    {
        using var chat = new ChatApi("sk-none");
        var function = ChatFunction.CreateCustom("run", null, (_, _) => "");
        var request = new CreateChatCompletionRequest([ChatCompletionRequestMessage.User("Hello.")], "gpt-5.4");

        Assert.That(() => chat.RunTools(request, [function, function]), Throws.ArgumentException.With.Message.Contains("\"run\""));

        request.Tools = [ChatTool.Function("run")];
        Assert.That(() => chat.RunTools(request, [function]), Throws.ArgumentException.With.Message.Contains("tool of the request"));
    }

    [Test]
    public void Refuses_parameters_without_a_strict_schema_by_name() =>
        Assert.That(
            () => ChatFunction.Create((Dictionary<string, int> counts, object anything) => "", "count"),
            Throws.TypeOf<StrictJsonSchemaException>().With.Message.Contains("counts").And.Message.Contains("anything"));

    [Test]
    public void Refuses_parameters_by_reference() =>
        Assert.That(() => ChatFunction.Create((ref int count) => "", "count"), Throws.ArgumentException.With.Message.Contains("count"));

    [Test]
    public async Task Hands_over_what_is_not_the_models()
    {
        ToolCallContext? context = null;
        using var cancellation = new CancellationTokenSource();
        var services = new Services();
        var function = ChatFunction.Create(
            (string city, ToolCallContext call, CancellationToken token, IServiceProvider provider, [FromServices] Version version) =>
            {
                context = call;
                return $"{city} {token == cancellation.Token} {provider == services} {version}";
            },
            "tell");

        ToolMessageContent result = await function.InvokeAsync("""{"city":"Paris"}""", services, cancellation.Token);

        Assert.That(result.AsText, Is.EqualTo("Paris True True 1.2"));
        Assert.That((context!.Name, context.Services), Is.EqualTo(("tell", services)));
        Assert.That(Properties(function), Is.EqualTo(["city"]));
    }

    [Test]
    public void A_service_that_is_missing_is_an_error_unless_it_is_optional()
    {
        var needs = ChatFunction.Create(([FromServices] Version version) => "", "needs");
        var asks = ChatFunction.Create(([FromServices] Version? version = null) => $"{version is null}", "asks");

        Assert.That(() => needs.InvokeAsync("{}"), Throws.InvalidOperationException.With.Message.Contains("System.Version"));
        Assert.That(async () => (await asks.InvokeAsync("{}")).AsText, Is.EqualTo("True"));
    }

    [Test]
    public async Task A_record_is_one_argument_of_a_method_and_all_arguments_of_a_type()
    {
        var method = ChatFunction.Create((Query query, bool exact) => $"{query.City} {exact}", "search");
        var type = ChatFunction.Create<Query>("search", "Searches.", (query, _) => query.City);

        Assert.That(Properties(method), Is.EqualTo(["query", "exact"]));
        Assert.That(Properties(type), Is.EqualTo(["City", "Limit"]));
        ToolMessageContent found = await method.InvokeAsync("""{"query":{"City":"Paris","Limit":null},"exact":true}""");
        Assert.That(found.AsText, Is.EqualTo("Paris True"));
        Assert.That((await type.InvokeAsync("""{"City":"Rome","Limit":3}""")).AsText, Is.EqualTo("Rome"));
    }

    [TestCaseSource(nameof(Returned))]
    public async Task Tells_what_a_function_returns(Delegate function, string told) =>
        Assert.That((await ChatFunction.Create(function, "give").InvokeAsync("")).AsText, Is.EqualTo(told));

    [Test]
    public async Task Awaits_what_a_function_of_typed_arguments_returns()
    {
        ChatFunction[] functions =
        [
            ChatFunction.Create<Query>("f", null, (query, _) => query.City),
            ChatFunction.Create<Query>("f", null, async (query, _) => await Task.FromResult(query.City)),
            ChatFunction.Create<Query>("f", null, (query, _) => Task.FromResult(query.City)),
            ChatFunction.Create<Query>("f", null, (query, _) => new ValueTask<string>(query.City)),
            ChatFunction.Create<Query>("f", null, FindAsync),
        ];

        foreach (ChatFunction function in functions)
        {
            Assert.That((await function.InvokeAsync("""{"City":"Rome","Limit":null}""")).AsText, Is.EqualTo("Rome"));
        }
    }

    [Test]
    public void Throws_what_a_method_throws()
    {
        var function = ChatFunction.Create(string () => throw new IOException("Gone."), "fail");

        Assert.That(() => function.InvokeAsync("{}"), Throws.TypeOf<IOException>());
    }

    [Test]
    public async Task Describes_by_the_options_what_has_no_description()
    {
        var options = new StructuredOutputOptions { Describe = member => member.ToString() };
        var function = ChatFunction.Create((string city) => city, "tell", options: options);

        Assert.That(function.Description, Does.Contain("String"));
        Assert.That((string?)Schema(function)["properties"]!["city"]!["description"], Does.Contain("city"));
        Assert.That((await function.InvokeAsync("""{"city":"Paris"}""")).AsText, Is.EqualTo("Paris"));
    }

    private static IEnumerable<TestCaseData> Returned()
    {
        yield return Case(() => "text", "text");
        yield return Case(() => 5, "5");
        yield return Case(() => true, "true");
        yield return Case(() => (string?)null, "null");
        yield return Case(() => new { city = "Paris" }, """{"city":"Paris"}""");
        yield return Case(() => new[] { DayOfWeek.Monday }, """["Monday"]""");
        yield return Case(() => new JArray(1, 2), "[1,2]");
        yield return Case(() => JsonObject.Parse("""{"a":1}"""), """{"a":1}""");
        yield return Case(() => System.Text.Json.Nodes.JsonNode.Parse("[]"), "[]");
        yield return Case(() => { }, "Done.");
        yield return Case(() => Task.CompletedTask, "Done.");
        yield return Case(async () => await Task.Yield(), "Done.");
        yield return Case(async () => await Task.FromResult(5), "5");
        yield return Case(() => ValueTask.CompletedTask, "Done.");
        yield return Case(() => new ValueTask<int>(5), "5");

        static TestCaseData Case(Delegate function, string told) =>
            new(function, told) { TestName = $"Tells_what_a_function_returns({function.Method.ReturnType.Name}: {told})" };
    }

    private static IEnumerable<string> Properties(ChatFunction function) =>
        ((JObject)Schema(function)["properties"]!).Properties().Select(property => property.Name);

    private static JObject Schema(ChatFunction function) => ((ChatCompletionTool)function.Tool).Function.Parameters!.ToJObject();

    [Description("Tells the weather.")]
    private static async Task<string> GetWeatherAsync(
        [Description("The city.")] string city, int days = 7, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return $"{city} {days} {cancellationToken.CanBeCanceled}";
    }

    private static Task<string> FindAsync(Query query, CancellationToken cancellationToken) => Task.FromResult(query.City);

    public sealed record Query(string City, int? Limit);

    private sealed class Services : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(Version) ? new Version(1, 2) : null;
    }
}
