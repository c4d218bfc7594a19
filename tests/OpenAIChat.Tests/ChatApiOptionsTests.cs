using OpenAIChat.Runtime;

namespace OpenAIChat.Tests;

/// <summary>Where settings come from, and what is said of faulty ones.</summary>
internal sealed class ChatApiOptionsTests
{
    [Test]
    public void Everything_can_come_from_the_environment()
    {
        TransportSettings settings = new ChatApiOptions().ToSettings(Environment(
            ("OPENAI_API_KEY", " key\n"), ("OPENAI_BASE_URL", "http://localhost:1/v1/"), ("OPENAI_ORG_ID", "org"),
                ("OPENAI_PROJECT_ID", "proj")));

        Assert.That(settings.ApiKey, Is.EqualTo("key"));
        Assert.That(settings.BaseUrl, Is.EqualTo(new Uri("http://localhost:1/v1/")));
        Assert.That(settings.Headers["OpenAI-Organization"], Is.EqualTo("org"));
        Assert.That(settings.Headers["OpenAI-Project"], Is.EqualTo("proj"));
    }

    [Test]
    public void Options_win_over_the_environment()
    {
        var options = new ChatApiOptions { ApiKey = "mine", BaseUrl = new Uri("http://localhost:2"), Organization = "o", Project = "p" };

        TransportSettings settings = options.ToSettings(Environment(
            ("OPENAI_API_KEY", "key"), ("OPENAI_BASE_URL", "http://localhost:1/v1/"), ("OPENAI_ORG_ID", "org"),
                ("OPENAI_PROJECT_ID", "proj")));

        Assert.That(settings.ApiKey, Is.EqualTo("mine"));
        Assert.That(settings.BaseUrl.Port, Is.EqualTo(2));
        Assert.That(settings.Headers["OpenAI-Organization"] + settings.Headers["OpenAI-Project"], Is.EqualTo("op"));
    }

    [Test]
    public void The_defaults_are_the_documented_ones()
    {
        TransportSettings settings = new ChatApiOptions { ApiKey = "key" }.ToSettings(_ => null);

        Assert.That(settings.BaseUrl, Is.EqualTo(new Uri("https://api.openai.com/v1")));
        Assert.That(settings.MaxRetries, Is.EqualTo(2));
        Assert.That(settings.MaxRetryAfter, Is.EqualTo(TimeSpan.FromSeconds(60)));
        Assert.That(settings.Timeout, Is.EqualTo(TimeSpan.FromMinutes(10)));
        Assert.That(settings.ConnectTimeout, Is.EqualTo(TimeSpan.FromSeconds(10)));
        Assert.That(settings.StreamIdleTimeout, Is.EqualTo(TimeSpan.FromMinutes(5)));
        Assert.That(settings.RequireStreamEnd, Is.True);
    }

    [TestCase("")]
    [TestCase("  ")]
    public void A_blank_variable_counts_as_absent(string blank)
    {
        TransportSettings settings = new ChatApiOptions { ApiKey = "key" }.ToSettings(
            Environment(("OPENAI_BASE_URL", blank), ("OPENAI_ORG_ID", blank)));

        Assert.That(settings.BaseUrl.Host, Is.EqualTo("api.openai.com"));
        Assert.That(settings.Headers, Is.Empty);
    }

    [Test]
    public void A_missing_key_is_an_error_that_names_the_variable() =>
        Assert.That(() => new ChatApiOptions().ToSettings(_ => null), Throws.ArgumentException.With.Message.Contains("OPENAI_API_KEY"));

    [Test]
    public void A_client_can_go_without_a_key() =>
        Assert.That(new ChatApiOptions { Anonymous = true }.ToSettings(Environment(("OPENAI_API_KEY", "key"))).ApiKey, Is.Null);

    [Test]
    public void Every_fault_is_named_at_once()
    {
        var options = new ChatApiOptions
        {
            ApiKey = "sk-secret with blank",
            BaseUrl = new Uri("ftp://localhost"),
            MaxRetries = -1,
            MaxRetryAfter = TimeSpan.FromSeconds(-1),
            Timeout = TimeSpan.Zero,
            ConnectTimeout = TimeSpan.FromDays(100),
            StreamIdleTimeout = TimeSpan.FromSeconds(-5),
            UserAgentSuffix = "a\nb",
            DefaultHeaders = { ["X Y"] = "1" },
        };

        string message = Assert.Throws<ArgumentException>(() => options.ToSettings(_ => null))!.Message;

        Assert.That(message, Does.Contain("9 errors"));
        foreach (string name in new[] {
            "ApiKey",
            "BaseUrl",
            "MaxRetries",
            "MaxRetryAfter",
            "Timeout",
            "ConnectTimeout",
            "StreamIdleTimeout",
            "UserAgentSuffix",
            "X Y" })
        {
            Assert.That(message, Does.Contain(name));
        }

        Assert.That(message, Does.Not.Contain("sk-secret"));
    }

    [TestCase("localhost:8080/v1")]
    [TestCase("not an address")]
    public void A_faulty_address_names_its_variable(string address) => Assert.That(
        () => new ChatApiOptions { ApiKey = "key" }.ToSettings(Environment(("OPENAI_BASE_URL", address))),
        Throws.ArgumentException.With.Message.Contains("OPENAI_BASE_URL"));

    [Test]
    public void Options_print_no_key() =>
        Assert.That(new ChatApiOptions { ApiKey = "sk-secret" }.ToString(), Does.Not.Contain("sk-secret"));

    private static Func<string, string?> Environment(params (string Name, string Value)[] variables) =>
        name => Array.Find(variables, variable => variable.Name == name).Value;
}
