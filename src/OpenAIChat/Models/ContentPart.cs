namespace OpenAIChat;

/// <summary>
/// Creates the parts of a message: <c>ChatCompletionRequestMessageContentPart.ImageUrl(…)</c> in C# 14, or shorter
/// <c>ContentPart.ImageUrl(…)</c>.
/// </summary>
public static class ContentPart
{
    extension(ChatCompletionRequestMessageContentPart)
    {
        /// <summary>Creates a part that is text.</summary>
        /// <param name="text">The text.</param>
        public static ChatCompletionRequestMessageContentPartText Text(string text)
        {
            ArgumentNullException.ThrowIfNull(text);
            return new ChatCompletionRequestMessageContentPartText(text);
        }

        /// <summary>Creates a part that is a refusal of the model, for an assistant message.</summary>
        /// <param name="refusal">The text of the refusal.</param>
        public static ChatCompletionRequestMessageContentPartRefusal Refusal(string refusal)
        {
            ArgumentNullException.ThrowIfNull(refusal);
            return new ChatCompletionRequestMessageContentPartRefusal(refusal);
        }

        /// <summary>Creates the part that the content of a file asks for: an image, audio, or else a file.</summary>
        /// <param name="path">The path of the file, of at most 50 MB.</param>
        /// <exception cref="ArgumentException">The path is an address, or the file is empty or too large.</exception>
        public static ChatCompletionRequestMessageContentPart FromPath(string path) =>
            FromBytes(ContentChecks.ReadFile(path, "ContentPart.ImageUrl"), Path.GetFileName(path));

        /// <summary>Creates the part that bytes ask for: an image, audio, or else a file.</summary>
        /// <param name="data">The bytes, at most 50 MB.</param>
        /// <param name="filename">The name, if they turn out to be a file.</param>
        /// <exception cref="ArgumentException">The bytes are none, or too many.</exception>
        public static ChatCompletionRequestMessageContentPart FromBytes(ReadOnlyMemory<byte> data, string filename)
        {
            ArgumentException.ThrowIfNullOrEmpty(filename);
            return MediaType.OfImage(data.Span) is { } mediaType ? ImageBytes(data, mediaType)
                : MediaType.FormatOfAudio(data.Span) is { } format ? AudioBytes(data, format)
                : FileBytes(data, filename);
        }

        /// <summary>Creates a part that is an image, which the server fetches.</summary>
        /// <param name="url">The absolute address of the image, or a data URL.</param>
        /// <param name="detail">How closely the model looks.</param>
        /// <exception cref="ArgumentException">The text is no address, but perhaps a path: <c>ImageFromPath</c> sends files.</exception>
        public static ChatCompletionRequestMessageContentPartImage ImageUrl(string url, ImageDetail? detail = null)
        {
            ContentChecks.CheckImageUrl(url);
            return new ChatCompletionRequestMessageContentPartImage(new ImageUrlContent(url) { Detail = detail });
        }

        /// <summary>Creates a part that is an image, which the server fetches.</summary>
        /// <param name="url">The absolute address of the image.</param>
        /// <param name="detail">How closely the model looks.</param>
        /// <exception cref="ArgumentException">The address is relative, or that of a file: <c>ImageFromPath</c> sends files.</exception>
        public static ChatCompletionRequestMessageContentPartImage ImageUrl(Uri url, ImageDetail? detail = null)
        {
            ArgumentNullException.ThrowIfNull(url);
            return ImageUrl(url.IsAbsoluteUri ? url.AbsoluteUri : url.OriginalString, detail);
        }

        /// <summary>Creates a part that is an image, sent along as a data URL.</summary>
        /// <param name="image">The bytes of a PNG, JPEG, GIF or WebP file, at most 50 MB.</param>
        /// <param name="mediaType">The media type; without it, the first bytes tell.</param>
        /// <param name="detail">How closely the model looks.</param>
        /// <exception cref="ArgumentException">The bytes are too many, or of no image format that the API takes, and no media type is
        /// given.</exception>
        public static ChatCompletionRequestMessageContentPartImage ImageBytes(
            ReadOnlyMemory<byte> image, string? mediaType = null, ImageDetail? detail = null)
        {
            ContentChecks.CheckSize(image.Length, "The image", nameof(image));
            mediaType ??= MediaType.OfImage(image.Span)
                ?? throw ContentChecks.NoImage(image.Span, "The bytes are", "ImageBytes with a mediaType", nameof(image));
            return new ChatCompletionRequestMessageContentPartImage(
                new ImageUrlContent(DataUrl.Create(mediaType, image)) { Detail = detail });
        }

        /// <summary>Creates a part that is an image, read from a file and sent along as a data URL.</summary>
        /// <param name="path">The path of a PNG, JPEG, GIF or WebP file of at most 50 MB.</param>
        /// <param name="detail">How closely the model looks.</param>
        /// <exception cref="ArgumentException">The path is an address, or the file is too large or of no image format that the API
        /// takes.</exception>
        public static ChatCompletionRequestMessageContentPartImage ImageFromPath(string path, ImageDetail? detail = null)
        {
            byte[] image = ContentChecks.ReadFile(path, "ContentPart.ImageUrl");
            string mediaType = MediaType.OfImage(image)
                ?? throw ContentChecks.NoImage(image, $"The file '{path}' is", "ImageBytes with a mediaType", nameof(path));
            return ImageBytes(image, mediaType, detail);
        }

        /// <summary>Creates a part that is audio.</summary>
        /// <param name="audio">The bytes of a WAV or MP3 file, at most 50 MB.</param>
        /// <param name="format">The format; without it, the first bytes tell.</param>
        /// <exception cref="ArgumentException">The bytes are too many, or neither WAV nor MP3, and no format is given.</exception>
        public static ChatCompletionRequestMessageContentPartAudio AudioBytes(ReadOnlyMemory<byte> audio, InputAudioFormat? format = null)
        {
            ContentChecks.CheckSize(audio.Length, "The audio", nameof(audio));
            string name = format?.Value
                ?? MediaType.FormatOfAudio(audio.Span) ?? throw ContentChecks.NoAudio("The bytes are", nameof(audio));
            return new ChatCompletionRequestMessageContentPartAudio(new InputAudioContent(DataUrl.Base64("", audio), name));
        }

        /// <summary>Creates a part that is audio, read from a file.</summary>
        /// <param name="path">The path of a WAV or MP3 file of at most 50 MB.</param>
        /// <exception cref="ArgumentException">The path is an address, or the file is too large or neither WAV nor MP3.</exception>
        public static ChatCompletionRequestMessageContentPartAudio AudioFromPath(string path)
        {
            byte[] audio = ContentChecks.ReadFile(path, "ContentPart.AudioBytes with what you have downloaded from there");
            string format = MediaType.FormatOfAudio(audio) ?? throw ContentChecks.NoAudio($"The file '{path}' is", nameof(path));
            return AudioBytes(audio, format);
        }

        /// <summary>Creates a part that is a file which the server has already.</summary>
        /// <param name="id">The id of the uploaded file.</param>
        /// <exception cref="ArgumentException">The text is no id, but a path: <c>FileFromPath</c> sends files.</exception>
        public static ChatCompletionRequestMessageContentPartFile FileId(string id)
        {
            ContentChecks.CheckFileId(id);
            return new ChatCompletionRequestMessageContentPartFile(new FileContent { FileId = id });
        }

        /// <summary>Creates a part that is a file, sent along as a data URL.</summary>
        /// <param name="data">The bytes of the file, at most 50 MB.</param>
        /// <param name="filename">The name of the file.</param>
        /// <param name="mediaType">The media type; without it, the first bytes and then the name tell.</param>
        public static ChatCompletionRequestMessageContentPartFile FileBytes(
            ReadOnlyMemory<byte> data,
            string filename,
            string? mediaType = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(filename);
            ContentChecks.CheckSize(data.Length, "The file", nameof(data));
            return new ChatCompletionRequestMessageContentPartFile(new FileContent
            {
                Filename = filename,
                FileData = DataUrl.Create(mediaType ?? MediaType.OfFile(data.Span, filename), data),
            });
        }

        /// <summary>Creates a part that is a file, read from disk and sent along as a data URL.</summary>
        /// <param name="path">The path of the file, of at most 50 MB.</param>
        /// <exception cref="ArgumentException">The path is an address, or the file is too large.</exception>
        public static ChatCompletionRequestMessageContentPartFile FileFromPath(string path) =>
            FileBytes(
                ContentChecks.ReadFile(path, "ContentPart.FileBytes with what you have downloaded from there"),
                Path.GetFileName(path));
    }
}
