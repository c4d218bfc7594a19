using System.Diagnostics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace OpenAIChat.Extensions.Tests.AI;

/// <summary>What the chat client is beside its two methods.</summary>
public sealed class ServiceTests : ChatClientFixture
{
    [Test]
    public void It_gives_itself_its_metadata_and_the_api_below()
    {
        var metadata = (ChatClientMetadata)Client.GetService(typeof(ChatClientMetadata))!;

        Assert.That(
            (metadata.ProviderName, metadata.ProviderUri, metadata.DefaultModelId),
            Is.EqualTo(("openai", Server.BaseUrl, "gpt-5.4")));
        Assert.That(Client.GetService(typeof(IChatClient)), Is.SameAs(Client));
        Assert.That(Client.GetService(typeof(ChatApi)), Is.InstanceOf<ChatApi>());
        Assert.That(Client.GetService(typeof(IChatApi)), Is.InstanceOf<ChatApi>());
        Assert.That(Client.GetService(typeof(string)), Is.Null);
        Assert.That(Client.GetService(typeof(IChatClient), "key"), Is.Null);
        Assert.That(() => Client.GetService(null!), Throws.ArgumentNullException);
    }

    [Test]
    public async Task It_works_over_a_substitute_of_the_api()
    {
        IChatApi api = Substitute.For<IChatApi>();
        api.CreateChatCompletionAsync(Arg.Any<CreateChatCompletionRequest>(), Arg.Any<CancellationToken>())
            .Returns(CreateChatCompletionResponse.FromText("Paris."));

        ChatResponse response = await api.AsIChatClient("m").GetResponseAsync("Capital of France?");

        Assert.That(response.Text, Is.EqualTo("Paris."));
    }

    [Test]
    public async Task Disposing_leaves_the_api_open()
    {
        Client.Dispose();

        ChatResponse response = await AnswerAsync("""{"role":"assistant","content":"still here"}""");

        Assert.That(response.Text, Is.EqualTo("still here"));
    }

    [TestCase("chat", true)]
    [TestCase("chat gpt-5.4", true)]
    [TestCase("chatter", false)]
    public async Task The_span_of_a_chat_gets_the_provider_s_tags(string name, bool tagged)
    {
        using var source = new ActivitySource(nameof(ServiceTests));
        using var listener = new ActivityListener
        {
            ShouldListenTo = candidate => candidate == source,
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using Activity activity = source.StartActivity(name)!;

        await AnswerAsync("""{"role":"assistant","content":"x"}""");

        Assert.That(activity.GetTagItem("openai.api.type"), Is.EqualTo(tagged ? "chat_completions" : null));
    }

    [Test]
    public async Task A_registered_api_is_registered_as_a_chat_client_too()
    {
        var services = new ServiceCollection();
        services.AddChatApi(options => (options.BaseUrl, options.ApiKey) = (Server.BaseUrl, Server.ApiKey));
        services.AddChatClient("m");
        Server.Reply("Hi!");
        await using ServiceProvider provider = services.BuildServiceProvider();

        ChatResponse response = await provider.GetRequiredService<IChatClient>().GetResponseAsync("Hello");

        Assert.That(response.Text, Is.EqualTo("Hi!"));
    }

    [Test]
    public void A_model_that_is_blank_is_refused()
    {
        Assert.That(() => Substitute.For<IChatApi>().AsIChatClient(" "), Throws.ArgumentException);
        Assert.That(() => ((IChatApi)null!).AsIChatClient("m"), Throws.ArgumentNullException);
    }
}
