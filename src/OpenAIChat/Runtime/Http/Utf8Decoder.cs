using System.Text;

namespace OpenAIChat.Runtime;

/// <summary>Decodes text that was received.</summary>
internal static class Utf8Decoder
{
    public static string GetString(ReadOnlySpan<byte> utf8) =>
#if NETSTANDARD2_0
        Encoding.UTF8.GetString(utf8.ToArray());
#else
        Encoding.UTF8.GetString(utf8);
#endif
}
