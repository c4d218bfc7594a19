using System.Text;

namespace OpenAIChat.Tests.FirstGuesses;

/// <summary>Images, audio and files; and what is mistaken for one.</summary>
internal sealed class PartGuesses
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly byte[] Wav = [.. "RIFF"u8, 0, 0, 0, 0, .. "WAVE"u8];
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7");

    private string folder = null!;

    [SetUp]
    public void CreateFiles()
    {
        folder = Directory.CreateTempSubdirectory().FullName;
        File.WriteAllBytes(Path.Combine(folder, "cat.png"), Png);
        File.WriteAllBytes(Path.Combine(folder, "song.wav"), Wav);
        File.WriteAllBytes(Path.Combine(folder, "report.pdf"), Pdf);
    }

    [TearDown]
    public void DeleteFiles() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Parts_are_made_in_every_way()
    {
        ChatCompletionRequestMessageContentPart[] parts =
        [
            "text",
            ContentPart.Text("text"),
            ContentPart.ImageUrl("https://example.com/cat.png"),
            ContentPart.ImageUrl("https://example.com/cat.png", ImageDetail.High),
            ContentPart.ImageUrl(new Uri("https://example.com/cat.png"), "low"),
            ContentPart.ImageUrl("data:image/png;base64,iVBORw0KGgo="),
            ContentPart.ImageFromPath(Path.Combine(folder, "cat.png")),
            ContentPart.ImageBytes(Png),
            ContentPart.ImageBytes(Png, "image/png"),
            ContentPart.ImageBytes(new byte[] { 1 }, "image/bmp", ImageDetail.Low),
            ContentPart.AudioFromPath(Path.Combine(folder, "song.wav")),
            ContentPart.AudioBytes(Wav),
            ContentPart.AudioBytes(Wav, InputAudioFormat.Wav),
            ContentPart.FileId("file-abc123"),
            ContentPart.FileFromPath(Path.Combine(folder, "report.pdf")),
            ContentPart.FileBytes(Pdf, "report.pdf"),
            ContentPart.FileBytes(Pdf, "report.pdf", "application/pdf"),
            ChatCompletionRequestMessageContentPart.ImageUrl("https://example.com/cat.png"),
        ];
        var request = new CreateChatCompletionRequest { Model = "m", Messages = [ChatCompletionRequestMessage.User(parts)] };

        Assert.That(request.Validate(), Is.Empty);
        Assert.That(
            request.ToJson(),
            Does.Contain("data:image/png;base64,iVBORw0KGgo=").And.Contain("data:application/pdf;base64,").And.Contain("report.pdf"));
    }

    [TestCase("cat.png")]
    [TestCase("./images/cat.png")]
    [TestCase("C:\\images\\cat.png")]
    [TestCase("file:///cat.png")]
    [TestCase("cat")]
    public void A_path_is_no_address_of_an_image(string path)
    {
        Assert.That(() => ContentPart.ImageUrl(path), Throws.ArgumentException.With.Message.Contains("ContentPart.ImageFromPath"));
    }

    [TestCase("data:image/png,abc")]
    [TestCase("data:image/png;base64,?")]
    public void A_spoilt_data_url_is_refused(string url)
    {
        Assert.That(() => ContentPart.ImageUrl(url), Throws.ArgumentException.With.Message.Contains("ContentPart.ImageBytes"));
    }

    [TestCase("https://example.com/cat.png")]
    [TestCase("data:image/png;base64,iVBORw0KGgo=")]
    public void An_address_is_no_path_of_an_image(string url)
    {
        Assert.That(() => ContentPart.ImageFromPath(url), Throws.ArgumentException.With.Message.Contains("ContentPart.ImageUrl"));
    }

    [TestCase("report.pdf")]
    [TestCase("/home/me/report")]
    [TestCase("C:\\report.pdf")]
    [TestCase("./report")]
    public void A_path_is_no_id_of_a_file(string path)
    {
        Assert.That(() => ContentPart.FileId(path), Throws.ArgumentException.With.Message.Contains("ContentPart.FileFromPath"));
    }

    [TestCase("file-abc123")]
    [TestCase("assistant-9f8e.7")]
    [TestCase("files/abc")]
    [TestCase("1b4e28ba-2fa1-11d2-883f-0016d3cca427")]
    public void Ids_of_any_server_are_ids(string id)
    {
        Assert.That(ContentPart.FileId(id).File.FileId, Is.EqualTo(id));
    }

    [Test]
    public void The_content_tells_which_factory_takes_it()
    {
        string report = Path.Combine(folder, "report.pdf");
        string song = Path.Combine(folder, "song.wav");

        Assert.That(() => ContentPart.ImageFromPath(report), Throws.ArgumentException.With.Message.Contains("ContentPart.FileFromPath"));
        Assert.That(() => ContentPart.ImageBytes(Wav), Throws.ArgumentException.With.Message.Contains("ContentPart.AudioFromPath"));
        Assert.That(() => ContentPart.AudioFromPath(report), Throws.ArgumentException.With.Message.Contains("neither WAV nor MP3"));
        Assert.That(
            () => ContentPart.FileBytes(new byte[(50 * 1024 * 1024) + 1], "big.bin"),
            Throws.ArgumentException.With.Message.Contains("at most 50 MB"));
        Assert.That(() => ContentPart.ImageBytes(ReadOnlyMemory<byte>.Empty), Throws.ArgumentException.With.Message.Contains("empty"));
        Assert.That(song, Does.Exist);
    }
}
