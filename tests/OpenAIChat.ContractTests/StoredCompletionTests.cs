using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenAIChat.ContractTests.MockServers;

namespace OpenAIChat.ContractTests;

public sealed class StoredCompletionTests : ContractTest
{
    [Test]
    public async Task Lists_stored_completions_with_every_filter()
    {
        var stub = Play(Stub.Load("listChatCompletions/page.200.json"));

        var page = await Client.ListChatCompletionsAsync(Exchange.Everything);

        Assert.That(Exact.Of(page), Is.EqualTo(Exact.Parse(stub.Body)).Using<JToken>(JToken.DeepEquals));
        Assert.That(Server.Requests[0].Query, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["model"] = "gpt-5.4",
            ["metadata[team]"] = "a & b",
            ["after"] = "chatcmpl-1",
            ["limit"] = "5",
            ["order"] = "desc",
        }));
    }

    [Test]
    public async Task Lists_nothing_when_nothing_is_stored()
    {
        Play(Stub.Load("listChatCompletions/empty.200.json"));

        var page = await Client.ListChatCompletionsAsync();

        Assert.That(page.Data, Is.Empty);
    }

    [Test]
    public async Task Gets_a_stored_completion()
    {
        var stub = Play(Stub.Load("getChatCompletion/stored.200.json"));

        var reply = await Client.GetChatCompletionAsync("chatcmpl-1");

        Assert.That(Exact.Of(reply), Is.EqualTo(Exact.Parse(stub.Body)).Using<JToken>(JToken.DeepEquals));
    }

    [Test]
    public async Task Updates_the_metadata_of_a_stored_completion()
    {
        string request = File.ReadAllText(Path.Combine(Stub.Folder, "updateChatCompletion", "metadata.request.json"));
        var stub = Play(Stub.Load("updateChatCompletion/updated.200.json"));

        var reply = await Client.UpdateChatCompletionAsync(
            "chatcmpl-1",
            JsonConvert.DeserializeObject<UpdateChatCompletionRequest>(request)!);

        Assert.That(Exact.Parse(Server.Requests[0].Body), Is.EqualTo(Exact.Parse(request)).Using<JToken>(JToken.DeepEquals));
        Assert.That(Exact.Of(reply), Is.EqualTo(Exact.Parse(stub.Body)).Using<JToken>(JToken.DeepEquals));
    }

    [Test]
    public async Task Deletes_a_stored_completion()
    {
        Play(Stub.Load("deleteChatCompletion/deleted.200.json"));

        var reply = await Client.DeleteChatCompletionAsync("chatcmpl-1");

        Assert.That(reply.Deleted, Is.True);
    }

    [Test]
    public async Task Lists_the_messages_of_a_stored_completion()
    {
        var stub = Play(Stub.Load("getChatCompletionMessages/page.200.json"));

        var page = await Client.GetChatCompletionMessagesAsync(
            "chatcmpl-1",
            new GetChatCompletionMessagesParameters { After = "msg-1", Limit = 5, Order = SortOrder.Asc });

        Assert.That(Exact.Of(page), Is.EqualTo(Exact.Parse(stub.Body)).Using<JToken>(JToken.DeepEquals));
    }
}
