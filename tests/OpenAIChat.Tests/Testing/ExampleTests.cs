using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Testing;

/// <summary>The example of the package's readme.</summary>
public sealed class ExampleTests
{
    [Test]
    public async Task The_example_of_the_readme_runs()
    {
        await using var server = await ChatServer.StartAsync();
        server.Reply("Paris.");
        server.Enqueue(ChatReply.Error(429).WithHeader("retry-after-ms", "0"));

        using var chat = new ChatApi(new ChatApiOptions { BaseUrl = server.BaseUrl, ApiKey = server.ApiKey });
        var question = new ChatCompletionRequestUserMessage { Content = "Capital of France?" };
        var reply = await chat.CreateChatCompletionAsync(new() { Model = "gpt-5.4", Messages = [question] });

        Assert.That(reply.Text, Is.EqualTo("Paris."));
        Assert.That(server.Requests, Has.Count.EqualTo(2));
        Assert.That(server.Requests[1].Prompt, Is.EqualTo("Capital of France?"));
    }

    [Test]
    public void The_example_is_what_the_readme_shows()
    {
        string root = Repository.Root;
        string[] shown = Code(
            File.ReadAllText(Path.Combine(root, "src", "OpenAIChat.Testing", "README.md")).Split("```csharp\n")[1].Split("```")[0]);
        string[] run = Code(File.ReadAllText(Path.Combine(root, "tests", "OpenAIChat.Tests", "Testing", "ExampleTests.cs")));

        Assert.That(shown, Has.Length.EqualTo(9).And.SubsetOf(run));
    }

    private static string[] Code(string text) =>
        [.. text.Split('\n').Select(line => line.Split(" //")[0].Trim()).Where(line => line.Length > 0)];
}
