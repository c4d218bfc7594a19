using System.Text;
using Newtonsoft.Json;

namespace OpenAIChat.Tests.Models;

public sealed class ContentPartTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0];

    private static readonly object[] Images =
    [
        new object[] { Png, "image/png" },
        new object[] { new byte[] { 0xFF, 0xD8, 0xFF, 0xE0 }, "image/jpeg" },
        new object[] { "GIF87a.."u8.ToArray(), "image/gif" },
        new object[] { "GIF89a.."u8.ToArray(), "image/gif" },
        new object[] { "RIFF\u0001\u0001\u0001\u0001WEBPVP8 "u8.ToArray(), "image/webp" },
    ];

    private static readonly object[] Sounds =
    [
        new object[] { "RIFF\u0001\u0001\u0001\u0001WAVEfmt "u8.ToArray(), "wav" },
        new object[] { "ID3\u0004"u8.ToArray(), "mp3" },
        new object[] { new byte[] { 0xFF, 0xFB, 0x90, 0 }, "mp3" },
        new object[] { new byte[] { 0xFF, 0xF3, 0x90, 0 }, "mp3" },
    ];

    [TestCaseSource(nameof(Images))]
    public void Tells_an_image_by_its_first_bytes(byte[] image, string mediaType)
    {
        var part = ChatCompletionRequestMessageContentPart.ImageBytes(image);

        Assert.That(part.ImageUrl.Url, Is.EqualTo($"data:{mediaType};base64,{Convert.ToBase64String(image)}"));
    }

    [TestCase("RIFF")]
    [TestCase("BM6...")]
    [TestCase("<svg/>")]
    public void Refuses_bytes_that_are_no_image(string text) =>
        Assert.That(
            () => ContentPart.ImageBytes(Encoding.ASCII.GetBytes(text)),
            Throws.ArgumentException.With.Message.Contains("PNG, JPEG, GIF or WebP"));

    [Test]
    public void Sends_any_bytes_under_a_media_type_that_is_given()
    {
        var part = ContentPart.ImageBytes("BM"u8.ToArray(), mediaType: "image/bmp");

        Assert.That(part.ImageUrl.Url, Is.EqualTo("data:image/bmp;base64,Qk0="));
    }

    [Test]
    public void Sends_addresses_as_they_are()
    {
        var part = ContentPart.ImageUrl("https://example.org/ä.png", ImageDetail.Low);

        Assert.That(
            JsonConvert.SerializeObject(part),
            Is.EqualTo("""{"type":"image_url","image_url":{"url":"https://example.org/ä.png","detail":"low"}}"""));
    }

    [Test]
    public void Escapes_a_Uri()
    {
        var part = ContentPart.ImageUrl(new Uri("https://example.org/a b.png"));

        Assert.That(part.ImageUrl.Url, Is.EqualTo("https://example.org/a%20b.png"));
    }

    [TestCase("cat.png")]
    [TestCase("file:///tmp/cat.png")]
    public void Refuses_a_Uri_no_server_can_fetch(string uri) =>
        Assert.That(
            () => ContentPart.ImageUrl(new Uri(uri, UriKind.RelativeOrAbsolute)),
            Throws.ArgumentException.With.Message.Contains("ImageFromPath"));

    [TestCaseSource(nameof(Sounds))]
    public void Tells_audio_by_its_first_bytes(byte[] audio, string format)
    {
        var part = ContentPart.AudioBytes(audio);

        Assert.That((part.InputAudio.Format.Value, part.InputAudio.Data), Is.EqualTo((format, Convert.ToBase64String(audio))));
    }

    [Test]
    public void Refuses_AAC_which_begins_like_MP3() =>
        Assert.That(
            () => ContentPart.AudioBytes(new byte[] { 0xFF, 0xF1, 0x50, 0x80 }),
            Throws.ArgumentException.With.Message.Contains("WAV nor MP3"));

    [Test]
    public void Refers_to_an_uploaded_file()
    {
        var part = ContentPart.FileId("file-1");

        Assert.That(JsonConvert.SerializeObject(part), Is.EqualTo("""{"type":"file","file":{"file_id":"file-1"}}"""));
    }

    [TestCase("%PDF-1.7", "a.bin", "application/pdf")]
    [TestCase("a;b", "a.CSV", "text/csv")]
    [TestCase("?", "a", "application/octet-stream")]
    public void Tells_a_file_by_its_bytes_then_by_its_name(string text, string filename, string mediaType)
    {
        var part = ContentPart.FileBytes(Encoding.ASCII.GetBytes(text), filename);

        Assert.That(
            (part.File.Filename, part.File.FileData),
            Is.EqualTo((filename, $"data:{mediaType};base64,{Convert.ToBase64String(Encoding.ASCII.GetBytes(text))}")));
    }

    [Test]
    public void Reads_files()
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, Path.GetRandomFileName() + ".bin");
        File.WriteAllBytes(path, Png);
        try
        {
            Assert.That(ContentPart.ImageFromPath(path).ImageUrl.Url, Does.StartWith("data:image/png;base64,iVBORw0KGgo"));
            Assert.That(ContentPart.FileFromPath(path).File.Filename, Is.EqualTo(Path.GetFileName(path)));
            Assert.That(() => ContentPart.AudioFromPath(path), Throws.ArgumentException.With.Message.Contains(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void Makes_text_and_refusals()
    {
        ChatCompletionRequestMessageContentPart[] parts =
            [ChatCompletionRequestMessageContentPart.Text("Hi"), ChatCompletionRequestMessageContentPart.Refusal("No.")];

        Assert.That(JsonConvert.SerializeObject(parts), Is.EqualTo("""[{"type":"text","text":"Hi"},{"type":"refusal","refusal":"No."}]"""));
    }
}
