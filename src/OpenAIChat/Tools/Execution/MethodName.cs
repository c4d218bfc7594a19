using System.Reflection;

namespace OpenAIChat.Tools;

/// <summary>Names functions after methods.</summary>
internal static class MethodName
{
    private const string Asynchronous = "Async";

    /// <summary>Gets the name that the method has in its source, without <c>Async</c>; null for a lambda.</summary>
    public static string? Of(MethodInfo method)
    {
        string name = method.Name;
        // The compiler calls a local function <Outer>g__Name|0_1, and a lambda <Outer>b__0_1.
        if (name[0] == '<')
        {
            int start = name.LastIndexOf(">g__", StringComparison.Ordinal);
            int end = name.LastIndexOf('|');
            if (start < 0 || end < start)
            {
                return null;
            }

            name = name.Substring(start + 4, end - start - 4);
        }

        return name.Length > Asynchronous.Length && name.EndsWith(Asynchronous, StringComparison.Ordinal)
            ? name.Substring(0, name.Length - Asynchronous.Length)
            : name;
    }
}
