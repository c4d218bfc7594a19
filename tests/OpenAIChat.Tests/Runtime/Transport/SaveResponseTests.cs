using OpenAIChat.Runtime;

namespace OpenAIChat.Tests.Runtime.Transport;

/// <summary>A body is saved whole or not at all.</summary>
internal sealed class SaveResponseTests
{
    private string folder = "";

    private string Target => Path.Combine(folder, "answer.json");

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("openai-chat-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Saves_the_body_as_it_was_received()
    {
        const string body = "  {\"text\": \"a\"}\n";
        await File.WriteAllTextAsync(Target, "old");
        using var server = new ScriptedServer(Replies.Json(body));
        using ApiTransport transport = server.Connect().With(new RequestOptions { SaveResponseTo = Target });

        await transport.PostAsync();

        Assert.That(await File.ReadAllTextAsync(Target), Is.EqualTo(body));
        Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Saves_a_stream_as_it_comes()
    {
        using var server = new ScriptedServer(Replies.Events("data: {\"text\":\"a\"}\n\n", "data: {\"end\":\"stop\"}\n\n"));
        using ApiTransport transport = server.Connect().With(new RequestOptions { SaveResponseTo = Target });

        await transport.Stream().ReadAllAsync();

        Assert.That(await File.ReadAllTextAsync(Target), Is.EqualTo("data: {\"text\":\"a\"}\n\ndata: {\"end\":\"stop\"}\n\n"));
    }

    [Test]
    public async Task Leaves_the_old_file_when_a_stream_breaks()
    {
        await File.WriteAllTextAsync(Target, "old");
        using var server = new ScriptedServer(Replies.Events("data: {\"text\":\"a\"}\n\n"));
        using ApiTransport transport = server.Connect().With(new RequestOptions { SaveResponseTo = Target });

        await transport.Stream().ReadAllAsync();

        Assert.That(await File.ReadAllTextAsync(Target), Is.EqualTo("old"));
        Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Does_not_save_an_error()
    {
        using var server = new ScriptedServer(Replies.Json("{}", 400));
        using ApiTransport transport = server.Connect().With(new RequestOptions { SaveResponseTo = Target });

        await transport.PostAsync().CatchAsync<BadRequestException>();

        Assert.That(Directory.GetFiles(folder), Is.Empty);
    }

    [Test]
    public async Task A_folder_that_does_not_exist_is_noticed_before_anything_is_sent()
    {
        using var server = new ScriptedServer(Replies.Json("{}"));
        using ApiTransport transport = server.Connect().With(new RequestOptions { SaveResponseTo = Path.Combine(folder, "no", "file") });

        await transport.PostAsync().CatchAsync<DirectoryNotFoundException>();

        Assert.That(server.Requests, Is.Empty);
    }
}
