namespace OpenAIChat;

/// <summary>
/// Makes the parts of a message: <c>ChatCompletionRequestMessageContentPart.Image(…)</c> in C# 14, or shorter <c>ContentPart.Image(…)</c>.
/// </summary>
public static class ContentPart
{
    extension(ChatCompletionRequestMessageContentPart)
    {
        /// <summary>Makes a part that is text.</summary>
        /// <param name="text">The text.</param>
        public static ChatCompletionRequestMessageContentPartText Text(string text)
        {
            ArgumentNullException.ThrowIfNull(text);
            return new ChatCompletionRequestMessageContentPartText(text);
        }

        /// <summary>Makes a part that is a refusal of the model, for an assistant message.</summary>
        /// <param name="refusal">The text of the refusal.</param>
        public static ChatCompletionRequestMessageContentPartRefusal Refusal(string refusal)
        {
            ArgumentNullException.ThrowIfNull(refusal);
            return new ChatCompletionRequestMessageContentPartRefusal(refusal);
        }

        /// <summary>Makes a part that is an image, which the server fetches.</summary>
        /// <param name="url">The address of the image, or a data URL.</param>
        /// <param name="detail">How closely the model looks.</param>
        public static ChatCompletionRequestMessageContentPartImage Image(string url, ImageDetail? detail = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(url);
            return new ChatCompletionRequestMessageContentPartImage(new ImageUrlContent(url) { Detail = detail });
        }

        /// <summary>Makes a part that is an image, which the server fetches.</summary>
        /// <param name="url">The absolute address of the image.</param>
        /// <param name="detail">How closely the model looks.</param>
        /// <exception cref="ArgumentException">The address is relative, or that of a file: <c>ImageFile</c> sends files.</exception>
        public static ChatCompletionRequestMessageContentPartImage Image(Uri url, ImageDetail? detail = null)
        {
            ArgumentNullException.ThrowIfNull(url);
            return url is { IsAbsoluteUri: true, IsFile: false }
                ? Image(url.AbsoluteUri, detail)
                : throw new ArgumentException("A server can fetch an absolute address only. Send a file of yours with ImageFile.", nameof(url));
        }

        /// <summary>Makes a part that is an image, sent along as a data URL.</summary>
        /// <param name="image">The bytes of a PNG, JPEG, GIF or WebP file.</param>
        /// <param name="detail">How closely the model looks.</param>
        /// <param name="mediaType">The media type; without it, the first bytes tell.</param>
        /// <exception cref="ArgumentException">The bytes are of no image format that the API takes, and no media type is given.</exception>
        public static ChatCompletionRequestMessageContentPartImage Image(
            ReadOnlyMemory<byte> image, ImageDetail? detail = null, string? mediaType = null)
        {
            mediaType ??= MediaType.OfImage(image.Span)
                ?? throw new ArgumentException("The bytes are not a PNG, JPEG, GIF or WebP image. To send them all the same, say their media type.", nameof(image));
            return Image(DataUrl.Create(mediaType, image), detail);
        }

        /// <summary>Makes a part that is an image, read from a file and sent along as a data URL.</summary>
        /// <param name="path">The path of a PNG, JPEG, GIF or WebP file.</param>
        /// <param name="detail">How closely the model looks.</param>
        /// <exception cref="ArgumentException">The file is of no image format that the API takes.</exception>
        public static ChatCompletionRequestMessageContentPartImage ImageFile(string path, ImageDetail? detail = null)
        {
            byte[] image = System.IO.File.ReadAllBytes(path);
            string mediaType = MediaType.OfImage(image) ?? throw new ArgumentException($"The file '{path}' is not a PNG, JPEG, GIF or WebP image.", nameof(path));
            return Image(image, detail, mediaType);
        }

        /// <summary>Makes a part that is audio.</summary>
        /// <param name="audio">The bytes of a WAV or MP3 file.</param>
        /// <param name="format">The format; without it, the first bytes tell.</param>
        /// <exception cref="ArgumentException">The bytes are neither WAV nor MP3, and no format is given.</exception>
        public static ChatCompletionRequestMessageContentPartAudio Audio(
            ReadOnlyMemory<byte> audio, InputAudioFormat? format = null)
        {
            string name = format?.Value ?? MediaType.FormatOfAudio(audio.Span)
                ?? throw new ArgumentException("The bytes are neither WAV nor MP3. To send them all the same, say their format.", nameof(audio));
            return new ChatCompletionRequestMessageContentPartAudio(new InputAudioContent(DataUrl.Base64("", audio), name));
        }

        /// <summary>Makes a part that is audio, read from a file.</summary>
        /// <param name="path">The path of a WAV or MP3 file.</param>
        /// <exception cref="ArgumentException">The file is neither WAV nor MP3.</exception>
        public static ChatCompletionRequestMessageContentPartAudio AudioFile(string path)
        {
            byte[] audio = System.IO.File.ReadAllBytes(path);
            string format = MediaType.FormatOfAudio(audio) ?? throw new ArgumentException($"The file '{path}' is neither WAV nor MP3.", nameof(path));
            return Audio(audio, format);
        }

        /// <summary>Makes a part that is a file the server has already.</summary>
        /// <param name="fileId">The id of the uploaded file.</param>
        public static ChatCompletionRequestMessageContentPartFile File(string fileId)
        {
            ArgumentException.ThrowIfNullOrEmpty(fileId);
            return new ChatCompletionRequestMessageContentPartFile(new FileContent { FileId = fileId });
        }

        /// <summary>Makes a part that is a file, sent along as a data URL.</summary>
        /// <param name="data">The bytes of the file.</param>
        /// <param name="filename">The name of the file.</param>
        /// <param name="mediaType">The media type; without it, the first bytes and then the name tell.</param>
        public static ChatCompletionRequestMessageContentPartFile File(ReadOnlyMemory<byte> data, string filename, string? mediaType = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(filename);
            return new ChatCompletionRequestMessageContentPartFile(new FileContent
            {
                Filename = filename,
                FileData = DataUrl.Create(mediaType ?? MediaType.OfFile(data.Span, filename), data),
            });
        }

        /// <summary>Makes a part that is a file, read from disk and sent along as a data URL.</summary>
        /// <param name="path">The path of the file.</param>
        public static ChatCompletionRequestMessageContentPartFile LocalFile(string path) => File(System.IO.File.ReadAllBytes(path), Path.GetFileName(path));
    }
}
