using System.Reflection;
using System.Runtime.InteropServices;

namespace OpenAIChat.Runtime;

/// <summary>Says truthfully who is calling: the assembly that the client is part of.</summary>
internal static class UserAgent
{
    /// <summary>Gets the name of the product: that of the assembly.</summary>
    public static string Product { get; } = typeof(UserAgent).Assembly.GetName().Name!;

    public static string Version { get; } = ReadVersion();

    private static string Default { get; } = Product + "/" + Version + " (" + RuntimeInformation.FrameworkDescription + ")";

    public static string With(string? suffix) => Append(Default, suffix);

    public static string Append(string text, string? suffix) => string.IsNullOrWhiteSpace(suffix) ? text : text + " " + suffix!.Trim();

    private static string ReadVersion()
    {
        string version = typeof(UserAgent).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? "0";
        // What follows the plus sign is the commit it was built from.
        int plus = version.IndexOf('+');
        return plus < 0 ? version : version.Substring(0, plus);
    }
}
