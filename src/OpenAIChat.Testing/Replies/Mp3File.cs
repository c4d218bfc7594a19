namespace OpenAIChat.Testing;

/// <summary>Writes silence as an MP3 file: frames whose side information announces no data.</summary>
internal static class Mp3File
{
    // MPEG-2 layer III without checksum; 32 kbit/s at 24 kHz, no padding; one channel.
    private const int SamplesPerFrame = 576;
    private const int BitRate = 32000;

    private static ReadOnlySpan<byte> FrameHeader => [0xFF, 0xF3, 0x44, 0xC4];

    /// <summary>Writes as many frames as the samples take.</summary>
    public static byte[] EncodeSilence(int samples, int sampleRate)
    {
        int frames = Math.Max(1, (samples + SamplesPerFrame - 1) / SamplesPerFrame);
        int frameLength = SamplesPerFrame / 8 * BitRate / sampleRate;
        byte[] file = new byte[frames * frameLength];
        for (int frame = 0; frame < frames; frame++)
        {
            FrameHeader.CopyTo(file.AsSpan(frame * frameLength));
        }

        return file;
    }
}
