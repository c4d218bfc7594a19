using System.Reflection;

namespace OpenAIChat.Extensions.AI;

/// <summary>Says in the <c>User-Agent</c> that a request comes by way of Microsoft.Extensions.AI.</summary>
internal static class AdapterUserAgent
{
    private static readonly string Product = "MEAI/" + Version();

    /// <summary>Returns the API that names the adapter; a substitute of <see cref="IChatApi"/> is returned as it is.</summary>
    public static IChatApi AddTo(IChatApi chat) =>
        chat is ChatApi api ? api.WithOptions(new RequestOptions { UserAgentSuffix = Product }) : chat;

    private static string Version()
    {
        string version = typeof(AdapterUserAgent).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? "0";
        int commit = version.IndexOf('+');
        return commit < 0 ? version : version.Substring(0, commit);
    }
}
