using System.Buffers.Binary;

namespace OpenAIChat.Testing;

/// <summary>Writes one channel of 16-bit samples as a WAV file.</summary>
internal static class WavFile
{
    private const int HeaderLength = 44;
    private const int FormatLength = 16;
    private const short Pcm = 1;
    private const short Channels = 1;
    private const short BytesPerSample = 2;

    public static byte[] Encode(ReadOnlySpan<short> samples, int sampleRate)
    {
        int dataLength = samples.Length * BytesPerSample;
        byte[] file = new byte[HeaderLength + dataLength];
        Span<byte> header = file;
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], FormatLength);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], Pcm);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], Channels);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], sampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], sampleRate * Channels * BytesPerSample);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], Channels * BytesPerSample);
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 8 * BytesPerSample);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], dataLength);
        EncodeSamples(samples).CopyTo(header[HeaderLength..]);
        return file;
    }

    /// <summary>Writes the samples alone, low byte first.</summary>
    public static byte[] EncodeSamples(ReadOnlySpan<short> samples)
    {
        byte[] bytes = new byte[samples.Length * BytesPerSample];
        for (int i = 0; i < samples.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(i * BytesPerSample), samples[i]);
        }

        return bytes;
    }
}
