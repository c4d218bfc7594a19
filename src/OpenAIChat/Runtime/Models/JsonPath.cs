using System.Globalization;

namespace OpenAIChat.Runtime;

/// <summary>Puts together the paths that people read: <c>messages[2].content</c>, <c>metadata['a b']</c>.</summary>
internal static class JsonPath
{
    public static string Index(int index) => "[" + index.ToString(CultureInfo.InvariantCulture) + "]";

    /// <summary>Writes a key that is data: as it stands when it looks like a member's name, else quoted.</summary>
    public static string Key(string key)
    {
        foreach (char c in key)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-'))
            {
                return Quote(key);
            }
        }

        return key.Length == 0 ? Quote(key) : key;
    }

    public static string Join(string path, string step) =>
        path.Length == 0 || step.Length == 0 || step[0] == '[' ? path + step : path + "." + step;

    private static string Quote(string key) => "['" + key.Replace("'", "\\'") + "']";
}
