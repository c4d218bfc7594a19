using Newtonsoft.Json.Linq;
using OpenAIChat.ContractTests.MockServers;

namespace OpenAIChat.ContractTests;

/// <summary>Every example of the contract goes out as it is written and comes back as it was sent.</summary>
public sealed class CreateChatCompletionTests : ContractTest
{
    public static IEnumerable<string> Plain => Examples(".200.json");

    public static IEnumerable<string> Streamed => Examples(".200.sse");

    [TestCaseSource(nameof(Plain))]
    public async Task Sends_and_receives_what_the_contract_shows(string example)
    {
        string request = Exchange.RequestJson(example);
        var stub = Play(Stub.Load($"createChatCompletion/{example}.200.json"));

        var reply = await Client.CreateChatCompletionAsync(Exchange.Request(example));

        Assert.That(Exact.Parse(Server.Requests[0].Body), Is.EqualTo(Exact.Parse(request)).Using<JToken>(JToken.DeepEquals));
        Assert.That(Exact.Of(reply), Is.EqualTo(Exact.Parse(stub.Body)).Using<JToken>(JToken.DeepEquals));
    }

    [TestCaseSource(nameof(Streamed))]
    public async Task Streams_what_the_contract_shows(string example)
    {
        string request = Exchange.RequestJson(example);
        var stub = Play(Stub.Load($"createChatCompletion/{example}.200.sse"));

        var chunks = new List<JToken>();
        await foreach (var chunk in Client.CreateChatCompletionStreamAsync(Exchange.Request(example)))
        {
            chunks.Add(Exact.Of(chunk));
        }

        Assert.That(Exact.Parse(Server.Requests[0].Body), Is.EqualTo(Exact.Parse(request)).Using<JToken>(JToken.DeepEquals));
        Assert.That(chunks, Is.EqualTo(Events(stub)).Using<JToken>(JToken.DeepEquals));
    }

    [Test]
    public async Task Reads_the_parts_of_an_answer()
    {
        Play(Stub.Load("createChatCompletion/tools.200.json"));

        var reply = await Client.CreateChatCompletionAsync(
            new CreateChatCompletionRequest([new ChatCompletionRequestUserMessage("Hi")], "gpt-5.4"));

        Assert.That(reply.Choices[0].FinishReason, Is.EqualTo(FinishReason.ToolCalls));
        Assert.That(reply.Choices[0].Message.ToolCalls![0], Is.InstanceOf<ChatCompletionMessageToolCall>());
        Assert.That(reply.Http.RequestId, Is.EqualTo("req_stub"));
    }

    [Test]
    public async Task Reads_a_stream_that_dribbles_in_byte_by_byte()
    {
        Assume.That(MockServer.HasFaults, "WireMock.Net sends a body as a whole.");
        var stub = Play(Stub.Load("createChatCompletion/streaming.200.sse") with { Fault = Fault.Dribble });

        var chunks = await Client.CreateChatCompletionStreamAsync(
            new CreateChatCompletionRequest([new ChatCompletionRequestUserMessage("Hi")], "gpt-5.4")).ToListAsync();

        Assert.That(chunks.Select(Exact.Of), Is.EqualTo(Events(stub)).Using<JToken>(JToken.DeepEquals));
    }

    [Test]
    public void Tells_a_connection_that_breaks_from_an_answer()
    {
        Assume.That(MockServer.HasFaults, "WireMock.Net cannot reset a connection.");
        Play(Stub.Load("createChatCompletion/text.200.json") with { Fault = Fault.Reset });

        Assert.That(
            async () => await Client.CreateChatCompletionAsync(
                new CreateChatCompletionRequest([new ChatCompletionRequestUserMessage("Hi")], "gpt-5.4")),
            Throws.InstanceOf<ApiConnectionException>());
    }

    [Test]
    public void Tells_a_stream_that_is_cut_off_from_one_that_ends()
    {
        Assume.That(MockServer.HasFaults, "WireMock.Net cannot cut a stream off.");
        Play(Stub.Load("createChatCompletion/streaming.200.sse") with { Fault = Fault.Truncate });

        Assert.That(
            async () => await Client.CreateChatCompletionStreamAsync(
                new CreateChatCompletionRequest([new ChatCompletionRequestUserMessage("Hi")], "gpt-5.4")).ToListAsync(),
            Throws.InstanceOf<ApiException>());
    }

    private static IEnumerable<string> Examples(string ending) =>
        Directory.EnumerateFiles(Path.Combine(Stub.Folder, "createChatCompletion"), "*" + ending)
            .Select(file => Path.GetFileName(file)[..^ending.Length])
            .Order(StringComparer.Ordinal);

    private static IEnumerable<JToken> Events(Stub stub) =>
        stub.Body.Split('\n').Where(line => line.StartsWith("data: {", StringComparison.Ordinal))
            .Select(line => Exact.Parse(line["data: ".Length..]));
}
