using System.Text;

namespace OpenAIChat.Runtime;

/// <summary>UTF-8 on both target frameworks.</summary>
internal static class Utf8Text
{
    /// <summary>Writes half a surrogate pair as U+FFFD, as every encoder of .NET does.</summary>
    public static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

#if NET
    public static bool IsValid(byte[] utf8, int start, int length) => System.Text.Unicode.Utf8.IsValid(utf8.AsSpan(start, length));
#else
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool IsValid(byte[] utf8, int start, int length)
    {
        try
        {
            return Strict.GetCharCount(utf8, start, length) >= 0;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
#endif

    public static string Decode(byte[] utf8, int start, int length) => Encoding.GetString(utf8, start, length);
}
