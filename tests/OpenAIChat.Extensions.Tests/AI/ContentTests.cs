using Microsoft.Extensions.AI;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Extensions.Tests.AI;

/// <summary>Every kind of content: sent, or refused with its name.</summary>
public sealed class ContentTests : ChatClientFixture
{
    private static readonly byte[] Bytes = [1, 2, 3];

    [TestCase("image/png")]
    [TestCase("image/webp")]
    public async Task An_image_is_sent_as_a_data_url(string mediaType)
    {
        JToken part = await SendPartAsync(new DataContent(Bytes, mediaType));

        JsonAssert.AreEqual(part, $$$"""{"type":"image_url","image_url":{"url":"data:{{{mediaType}}};base64,AQID"}}""");
    }

    [Test]
    public async Task An_image_by_address_keeps_address_and_detail()
    {
        var image = new UriContent("https://a.example/cat.png", "image/png") { AdditionalProperties = new() { ["detail"] = "low" } };

        JsonAssert.AreEqual(
            await SendPartAsync(image),
            """{"type":"image_url","image_url":{"url":"https://a.example/cat.png","detail":"low"}}""");
    }

    [TestCase("audio/mpeg", "mp3")]
    [TestCase("audio/mp3", "mp3")]
    [TestCase("audio/wav", "wav")]
    [TestCase("audio/x-wav", "wav")]
    public async Task Audio_is_sent_with_its_format(string mediaType, string format)
    {
        JsonAssert.AreEqual(
            await SendPartAsync(new DataContent(Bytes, mediaType)),
            $$$"""{"type":"input_audio","input_audio":{"data":"AQID","format":"{{{format}}}"}}""");
    }

    [Test]
    public async Task A_document_is_sent_as_a_file()
    {
        JsonAssert.AreEqual(
            await SendPartAsync(new DataContent(Bytes, "application/pdf") { Name = "report.pdf" }),
            """{"type":"file","file":{"file_data":"data:application/pdf;base64,AQID","filename":"report.pdf"}}""");
    }

    [Test]
    public async Task A_hosted_file_is_sent_by_its_id()
    {
        JsonAssert.AreEqual(await SendPartAsync(new HostedFileContent("file-1")), """{"type":"file","file":{"file_id":"file-1"}}""");
    }

    [Test]
    public async Task A_raw_part_is_sent_as_it_is()
    {
        var raw = new AIContent { RawRepresentation = new ChatCompletionRequestMessageContentPartText { Text = "raw" } };

        JsonAssert.AreEqual(await SendPartAsync(raw), """{"type":"text","text":"raw"}""");
    }

    [Test]
    public async Task Usage_says_nothing_to_the_model()
    {
        JArray sent = await SendAsync(new ChatMessage(ChatRole.User, [new TextContent("Hi"), new UsageContent()]));

        Assert.That((string?)sent[0]["content"], Is.EqualTo("Hi"));
    }

    [TestCaseSource(nameof(Inexpressible))]
    public async Task What_a_user_message_cannot_carry_is_refused_by_name(AIContent content)
    {
        NotSupportedException? refusal = await Assert.ThrowsAsync<NotSupportedException>(
            () => SendAsync(new ChatMessage(ChatRole.User, [content])));

        Assert.That(refusal!.Message, Does.Contain(content.GetType().Name).And.Contain("messages[0] (user)"));
        Assert.That(Server.Requests, Is.Empty);
    }

    [TestCaseSource(nameof(InexpressibleOfAssistant))]
    public async Task What_an_assistant_message_cannot_carry_is_refused_by_name(AIContent content)
    {
        NotSupportedException? refusal = await Assert.ThrowsAsync<NotSupportedException>(
            () => SendAsync(new ChatMessage(ChatRole.Assistant, [content])));

        Assert.That(refusal!.Message, Does.Contain(content.GetType().Name).And.Contain("messages[0] (assistant)"));
    }

    [Test]
    public void A_system_message_carries_text_only()
    {
        Assert.That(
            () => SendAsync(new ChatMessage(ChatRole.System, [new DataContent(Bytes, "image/png")])),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("image/png"));
    }

    [Test]
    public void Every_content_type_of_the_abstractions_is_looked_at_here()
    {
        IEnumerable<Type> all = typeof(AIContent).Assembly.GetExportedTypes()
            .Where(static type => typeof(AIContent).IsAssignableFrom(type));
        Type[] sent = [typeof(TextContent), typeof(DataContent), typeof(UriContent), typeof(HostedFileContent), typeof(FunctionResultContent), typeof(UsageContent), typeof(AIContent)];
        // Their constructors are not public: only types derived from them can be met.
        Type[] bases = [typeof(InputRequestContent), typeof(InputResponseContent)];

        Assert.That(all.Except(sent).Except(bases), Is.EquivalentTo(
            Inexpressible.Select(static content => content.GetType()).Distinct().Except([typeof(UriContent), typeof(DataContent)])));
    }

    private static IEnumerable<AIContent> Inexpressible =>
    [
        new TextReasoningContent("hm"),
        new ErrorContent("overloaded"),
        new FunctionCallContent("c", "f"),
        new HostedVectorStoreContent("v"),
        new CodeInterpreterToolCallContent("c"),
        new CodeInterpreterToolResultContent("c"),
        new ImageGenerationToolCallContent("c"),
        new ImageGenerationToolResultContent("c"),
        new McpServerToolCallContent("c", "n", "s"),
        new McpServerToolResultContent("c"),
        new WebSearchToolCallContent("c"),
        new WebSearchToolResultContent("c"),
        new ToolCallContent("c"),
        new ToolResultContent("c"),
        new ToolApprovalRequestContent("r", new FunctionCallContent("c", "f")),
        new ToolApprovalResponseContent("r", true, new FunctionCallContent("c", "f")),
        new UriContent("https://a.example/report.pdf", "application/pdf"),
        new DataContent(Bytes, "video/mp4"),
        new DataContent(Bytes, "audio/flac"),
    ];

    private static IEnumerable<AIContent> InexpressibleOfAssistant =>
        Inexpressible.Where(static content => content is not (TextReasoningContent or FunctionCallContent));

    private async Task<JToken> SendPartAsync(AIContent content)
    {
        JArray sent = await SendAsync(new ChatMessage(ChatRole.User, [new TextContent("Look:"), content]));
        return sent[0]["content"]![1]!;
    }
}
