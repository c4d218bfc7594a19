using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OpenAIChat.Extensions.Tests.DependencyInjection;

/// <summary>Options as they come from the configuration.</summary>
public sealed class BindingTests
{
    private static IEnumerable<PropertyInfo> Simple => typeof(ChatApiOptions).GetProperties().Where(static property =>
        property is { CanWrite: true, PropertyType: var type } && (type == typeof(string) || type == typeof(Uri) || type.IsValueType));

    [TestCaseSource(nameof(Simple))]
    public void Every_simple_member_is_bound_as_the_framework_binds_it(PropertyInfo member)
    {
        string text = member.PropertyType switch
        {
            var type when type == typeof(bool) => $"{!(bool)member.GetValue(new ChatApiOptions())!}",
            var type when type == typeof(TimeSpan) => "00:01:02.5",
            var type when type == typeof(Uri) => "https://example.com/v1",
            _ => "7",
        };
        IConfiguration section = Section((member.Name.ToUpperInvariant(), text));

        Assert.That(member.GetValue(Bind(section)), Is.EqualTo(member.GetValue(section.Get<ChatApiOptions>())).And.Not.EqualTo(member.GetValue(new ChatApiOptions())));
    }

    [TestCase("Model", "gpt-5.4", "{\"model\":\"gpt-5.4\"}")]
    [TestCase("Temperature", "0.2", "{\"temperature\":0.2}")]
    [TestCase("temperature", "0.2", "{\"temperature\":0.2}")]
    [TestCase("TopP", "1", "{\"top_p\":1}")]
    [TestCase("N", "2", "{\"n\":2}")]
    [TestCase("User", "42", "{\"user\":\"42\"}")]
    [TestCase("ReasoningEffort", "low", "{\"reasoning_effort\":\"low\"}")]
    [TestCase("reasoning_effort", "low", "{\"reasoning_effort\":\"low\"}")]
    [TestCase("REASONING_EFFORT", "low", "{\"reasoning_effort\":\"low\"}")]
    [TestCase("Stop", "42", "{\"stop\":\"42\"}")]
    [TestCase("Stop:0", "END", "{\"stop\":[\"END\"]}")]
    [TestCase("Store", "True", "{\"store\":true}")]
    [TestCase("Metadata:Team", "7", "{\"metadata\":{\"Team\":\"7\"}}")]
    [TestCase("LogitBias:50256", "-100", "{\"logit_bias\":{\"50256\":-100}}")]
    [TestCase("StreamOptions:IncludeUsage", "true", "{\"stream_options\":{\"include_usage\":true}}")]
    [TestCase("TopK", "5", "{\"top_k\":5}")]
    public void Defaults_of_requests_are_bound(string key, string value, string expected)
    {
        ChatApiOptions options = Bind(Section(("Defaults:" + key, value)));

        JsonAssert.AreEqual(Newtonsoft.Json.Linq.JToken.Parse(options.Defaults!.ToJson()), expected);
    }

    [Test]
    public void Lists_and_maps_are_added_to()
    {
        ChatApiOptions options = Bind(Section(("DefaultHeaders:x-team", "blue"), ("DefaultQuery:api-version", "1"), ("DisabledRules:0", "a"), ("DisabledRules:1", "b")));

        Assert.That(options.DefaultHeaders, Contains.Key("X-Team"));
        Assert.That(options.DefaultQuery["api-version"], Is.EqualTo("1"));
        Assert.That(options.DisabledRules, Is.EqualTo(new[] { "a", "b" }));
    }

    [TestCase("Timeout", "soon")]
    [TestCase("MaxRetries", "99999999999")]
    [TestCase("Anonymous", "perhaps")]
    [TestCase("Defaults:Temperature", "hot")]
    [TestCase("Defaults:Store", "3")]
    public void A_value_of_another_type_is_refused_by_its_path_and_not_shown(string key, string value)
    {
        Assert.That(
            () => Bind(Section((key, value))),
            Throws.InvalidOperationException.With.Message.Contains($"OpenAIChat:{key}'").And.Message.Not.Contains($"{value}"));
    }

    private static ChatApiOptions Bind(IConfiguration section)
    {
        var services = new ServiceCollection();
        services.AddChatApi(section);
        using ServiceProvider provider = services.BuildServiceProvider();
        // Without the validation, which is another matter.
        var options = new ChatApiOptions();
        foreach (IConfigureOptions<ChatApiOptions> configure in provider.GetServices<IConfigureOptions<ChatApiOptions>>())
        {
            configure.Configure(options);
        }

        return options;
    }

    private static IConfigurationSection Section(params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(static value => KeyValuePair.Create("OpenAIChat:" + value.Key, (string?)value.Value)))
        .Build()
        .GetSection("OpenAIChat");
}
