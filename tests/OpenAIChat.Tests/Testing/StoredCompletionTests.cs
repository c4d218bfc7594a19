using System.Net;
using Newtonsoft.Json.Linq;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Testing;

public sealed class StoredCompletionTests
{
    [Test]
    public async Task Keeps_what_is_to_be_stored_and_nothing_else()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var client = new RawClient(server);
        JObject stored = await StoreAsync(client, "a");
        await client.PostJsonAsync(RawClient.Hello);

        JObject list = await client.GetJsonAsync("/chat/completions");

        Assert.That(list["data"]!.Single(), Is.EqualTo(stored).Using(JToken.EqualityComparer));
        Assert.That(await client.GetJsonAsync($"/chat/completions/{stored["id"]}"), Is.EqualTo(stored).Using(JToken.EqualityComparer));
    }

    [Test]
    public async Task Pages_through_the_list_in_both_orders()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var client = new RawClient(server);
        string[] ids = [Id(await StoreAsync(client, "a")), Id(await StoreAsync(client, "b")), Id(await StoreAsync(client, "c"))];

        JObject first = await client.GetJsonAsync("/chat/completions?limit=2");
        JObject second = await client.GetJsonAsync($"/chat/completions?limit=2&after={first["last_id"]}");
        JObject newest = await client.GetJsonAsync("/chat/completions?limit=1&order=desc");

        Assert.That(Ids(first), Is.EqualTo(ids[..2]));
        Assert.That((bool)first["has_more"]!, Is.True);
        Assert.That(Ids(second), Is.EqualTo(ids[2..]));
        Assert.That((bool)second["has_more"]!, Is.False);
        Assert.That(Ids(newest), Is.EqualTo(ids[2..]));
    }

    [Test]
    public async Task Lists_by_model_and_metadata()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var client = new RawClient(server);
        JObject a = await StoreAsync(client, "a");
        JObject b = await StoreAsync(client, "b", model: "other");

        JObject byModel = await client.GetJsonAsync("/chat/completions?model=other");
        JObject byMetadata = await client.GetJsonAsync("/chat/completions?metadata%5Bkey%5D=a");
        JObject byBoth = await client.GetJsonAsync("/chat/completions?metadata[key]=a&model=other");

        Assert.That(Ids(byModel), Is.EqualTo(new[] { Id(b) }));
        Assert.That(Ids(byMetadata), Is.EqualTo(new[] { Id(a) }));
        Assert.That(byBoth["data"], Is.Empty);
    }

    [Test]
    public async Task Updates_metadata_and_deletes()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var client = new RawClient(server);
        string path = $"/chat/completions/{Id(await StoreAsync(client, "a"))}";

        JObject updated = await client.PostJsonAsync("""{"metadata":{"key":"z"}}""", path);
        JObject deleted = await client.JsonAsync(HttpMethod.Delete, path);
        using HttpResponseMessage gone = await client.SendAsync(HttpMethod.Get, path);

        Assert.That((string?)updated["metadata"]!["key"], Is.EqualTo("z"));
        Assert.That((bool)deleted["deleted"]!, Is.True);
        Assert.That(gone.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Lists_messages_page_by_page()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var client = new RawClient(server);
        JObject stored = await client.PostJsonAsync("""
            {"model":"m","store":true,"messages":[
              {"role":"system","content":"zero"},{"role":"user","name":"Ann","content":[{"type":"text","text":"one"}]},{"role":"assistant","content":"two"}]}
            """);

        JObject first = await client.GetJsonAsync($"/chat/completions/{stored["id"]}/messages?limit=2");
        JObject rest = await client.GetJsonAsync($"/chat/completions/{stored["id"]}/messages?after={first["last_id"]}");

        Assert.That(first["data"]!.Select(message => (string?)message["role"]), Is.EqualTo(new[] { "system", "user" }));
        Assert.That(first["data"]!.Select(message => (string?)message["content"]), Is.EqualTo(new[] { "zero", null }));
        Assert.That((string?)first.SelectToken("data[1].content_parts[0].text"), Is.EqualTo("one"));
        Assert.That((string?)first.SelectToken("data[1].name"), Is.EqualTo("Ann"));
        Assert.That(rest["data"]!.Select(message => (string?)message["content"]), Is.EqualTo(new[] { "two" }));
    }

    [TestCase("limit=0", 400)]
    [TestCase("limit=101", 400)]
    [TestCase("limit=ten", 400)]
    [TestCase("order=up", 400)]
    [TestCase("after=nothing", 404)]
    public async Task Refuses_bad_paging(string query, int status)
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var client = new RawClient(server);

        using HttpResponseMessage response = await client.SendAsync(HttpMethod.Get, "/chat/completions?" + query);

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
    }

    private static Task<JObject> StoreAsync(RawClient client, string key, string model = "gpt-5.4") => client.PostJsonAsync(
        $$"""{"model":"{{model}}","metadata":{"key":"{{key}}"},"messages":[{"role":"user","content":"{{key}}"}],"store":true}""");

    private static string Id(JObject completion) => (string)completion["id"]!;

    private static IEnumerable<string> Ids(JObject list) => list["data"]!.Select(item => (string)item["id"]!);
}
