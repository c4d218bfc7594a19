using System.IO.Compression;

namespace OpenAIChat.Runtime;

/// <summary>Reverses the content codings of a response: gzip, deflate and, on .NET, Brotli.</summary>
/// <remarks>
/// Not left to the HTTP handler: that would add its own Accept-Encoding to whatever a caller sets, and say nothing of how much memory an
/// answer
/// takes once it is decompressed.
/// </remarks>
internal static class ContentDecoder
{
#if NETSTANDARD2_0
    public const string AcceptEncoding = "gzip, deflate";
#else
    public const string AcceptEncoding = "gzip, deflate, br";
#endif

    /// <summary>Returns the content as it was before it was encoded; an unknown coding is left as it is.</summary>
    public static async ValueTask<Stream> DecodeAsync(Stream received, HttpContent content, CancellationToken token)
    {
        if (!content.Headers.Contains("Content-Encoding"))
        {
            return received;
        }

        Stream decoded = received;
        // They are listed in the order in which they were applied.
        foreach (string coding in content.Headers.ContentEncoding.Reverse())
        {
            decoded = coding.ToUpperInvariant() switch
            {
                "GZIP" or "X-GZIP" => new GZipStream(decoded, CompressionMode.Decompress),
                "DEFLATE" => await InflateAsync(decoded, token).ConfigureAwait(false),
#if !NETSTANDARD2_0
                "BR" => new BrotliStream(decoded, CompressionMode.Decompress),
#endif
                _ => decoded,
            };
        }

        return decoded;
    }

    /// <summary>Reads deflate. Spec: RFC 9110 means the zlib format by it, but some servers send the bare format.</summary>
    private static async ValueTask<Stream> InflateAsync(Stream received, CancellationToken token)
    {
        byte[] head = new byte[2];
        int count = 0;
        for (int read = 1; read > 0 && count < head.Length; count += read)
        {
#if NETSTANDARD2_0
            read = await received.ReadAsync(head, count, head.Length - count, token).ConfigureAwait(false);
#else
            read = await received.ReadAsync(head.AsMemory(count), token).ConfigureAwait(false);
#endif
        }

        bool isZlib = count == head.Length && (head[0] & 0x0F) == 8 && ((head[0] << 8) | head[1]) % 31 == 0;
#if NETSTANDARD2_0
        return new DeflateStream(isZlib ? received : new PrefixedStream(head, count, received), CompressionMode.Decompress);
#else
        var whole = new PrefixedStream(head, count, received);
        return isZlib ? new ZLibStream(whole, CompressionMode.Decompress) : new DeflateStream(whole, CompressionMode.Decompress);
#endif
    }
}
