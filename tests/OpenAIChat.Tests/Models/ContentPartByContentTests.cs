namespace OpenAIChat.Tests.Models;

/// <summary>What a file is shows in its first bytes, not in its name.</summary>
public sealed class ContentPartByContentTests
{
    private static readonly byte[] Png = [0x89, .. "PNG\r\n\x1a\n"u8];

    private static readonly TestCaseData[] Contents =
    [
        new TestCaseData(Png, typeof(ChatCompletionRequestMessageContentPartImage)).SetArgDisplayNames("image"),
        new TestCaseData("RIFF\0\0\0\0WAVE"u8.ToArray(), typeof(ChatCompletionRequestMessageContentPartAudio)).SetArgDisplayNames("audio"),
        new TestCaseData("%PDF-1.7"u8.ToArray(), typeof(ChatCompletionRequestMessageContentPartFile)).SetArgDisplayNames("document"),
    ];

    [TestCaseSource(nameof(Contents))]
    public void Bytes_become_what_they_are(byte[] bytes, Type kind) => Assert.That(ContentPart.FromBytes(bytes, "file.bin"), Is.TypeOf(kind));

    [TestCaseSource(nameof(Contents))]
    public void A_file_becomes_what_it_is(byte[] bytes, Type kind)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "unnamed");
        File.WriteAllBytes(path, bytes);

        Assert.That(ContentPart.FromPath(path), Is.TypeOf(kind));
    }

    [Test]
    public void An_address_is_no_path() =>
        Assert.That(() => ContentPart.FromPath("https://example.com/cat.png"), Throws.ArgumentException.With.Message.Contains("ContentPart.ImageUrl"));
}
