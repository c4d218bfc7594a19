#if NET
using System.Runtime.CompilerServices;
#else
using System.Reflection;
#endif
using Newtonsoft.Json;

namespace OpenAIChat.Runtime;

/// <summary>Finds the number that Newtonsoft's JsonTextReader has just read, as it is written.</summary>
/// <remarks>
/// JsonTextReader hands out a double, which has seventeen digits, or a decimal, which has none below the 28th place: one of them is lost
/// whichever is asked for. The text itself stands in a buffer that the reader does not show; where another version of Newtonsoft.Json has
/// no
/// such buffer, the double is what there is.
/// </remarks>
internal static class JsonTextLiteral
{
    public static string? Find(JsonReader reader)
    {
        if (reader.GetType() != typeof(JsonTextReader) || Buffer((JsonTextReader)reader) is not ({ } characters, var end)
            || (uint)end > (uint)characters.Length)
        {
            return null;
        }

        int start = end;
        while (start > 0 && characters[start - 1] is (>= '0' and <= '9') or '-' or '+' or '.' or 'e' or 'E')
        {
            start--;
        }

        return IsNumber(characters.AsSpan(start, end - start)) ? new string(characters, start, end - start) : null;
    }

    // JsonTextReader takes more for a number than JSON does, such as 1. or 00.5.
    private static bool IsNumber(ReadOnlySpan<char> text)
    {
        int at = text.Length > 0 && text[0] == '-' ? 1 : 0;
        int whole = at;
        if (!PassDigits(text, ref at) || (text[whole] == '0' && at > whole + 1))
        {
            return false;
        }

        if (at < text.Length && text[at] == '.')
        {
            at++;
            if (!PassDigits(text, ref at))
            {
                return false;
            }
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            at += at + 1 < text.Length && text[at + 1] is '+' or '-' ? 2 : 1;
            if (!PassDigits(text, ref at))
            {
                return false;
            }
        }

        return at == text.Length;
    }

    private static bool PassDigits(ReadOnlySpan<char> text, ref int at)
    {
        int from = at;
        while (at < text.Length && text[at] is >= '0' and <= '9')
        {
            at++;
        }

        return at > from;
    }

#if NET
    private static (char[]? Characters, int End) Buffer(JsonTextReader reader)
    {
        try
        {
            return (Characters(reader), Position(reader));
        }
        catch (MissingFieldException)
        {
            return (null, 0);
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_chars")]
    private static extern ref char[]? Characters(JsonTextReader reader);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_charPos")]
    private static extern ref int Position(JsonTextReader reader);
#else
    private static readonly FieldInfo? Characters = typeof(JsonTextReader).GetField(
        "_chars",
        BindingFlags.Instance | BindingFlags.NonPublic);

    private static readonly FieldInfo? Position = typeof(JsonTextReader).GetField(
        "_charPos",
        BindingFlags.Instance | BindingFlags.NonPublic);

    private static (char[]? Characters, int End) Buffer(JsonTextReader reader) =>
        (Characters?.GetValue(reader) as char[], Position?.GetValue(reader) as int? ?? 0);
#endif
}
