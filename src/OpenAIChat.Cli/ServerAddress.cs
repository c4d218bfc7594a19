using System.Diagnostics.CodeAnalysis;

namespace OpenAIChat.Cli;

/// <summary>Reads the address of a server.</summary>
internal static class ServerAddress
{
    public static bool TryParse(string text, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out address) && (address.Scheme is "http" or "https");
}
