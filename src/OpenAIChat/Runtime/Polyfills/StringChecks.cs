#if NETSTANDARD2_0
namespace OpenAIChat.Runtime;

/// <summary>The searches of newer frameworks, under the same names.</summary>
internal static class StringChecks
{
    extension(string text)
    {
        public bool Contains(char c) => text.IndexOf(c) >= 0;

        public bool Contains(string value, StringComparison comparison) => text.IndexOf(value, comparison) >= 0;
    }
}
#endif
