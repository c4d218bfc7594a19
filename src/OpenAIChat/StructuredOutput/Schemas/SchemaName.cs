using System.Globalization;
using System.Text;

namespace OpenAIChat.StructuredOutput;

/// <summary>Creates names of types that the API accepts: <c>^[a-zA-Z0-9_-]{1,64}$</c>.</summary>
internal static class SchemaName
{
    private const int MaximumLength = 64;

    /// <summary>Names a type: <c>City</c>, <c>PageOfCity</c>, <c>CityArray</c>.</summary>
    public static string Of(Type type) => Clean(Plain(type));

    /// <summary>Makes any text a valid name.</summary>
    public static string Clean(string text)
    {
        var name = new StringBuilder();
        foreach (char c in text)
        {
            name.Append(c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' ? c : '_');
        }

        return name.Length == 0 ? "value" : name.ToString(0, Math.Min(name.Length, MaximumLength));
    }

    /// <summary>Makes a name that has not been taken, and takes it.</summary>
    public static string Unique(string wanted, HashSet<string> taken)
    {
        string name = wanted;
        for (int number = 2; !taken.Add(name); number++)
        {
            string suffix = "_" + number.ToString(CultureInfo.InvariantCulture);
            name = (wanted.Length + suffix.Length > MaximumLength ? wanted.Remove(MaximumLength - suffix.Length) : wanted) + suffix;
        }

        return name;
    }

    private static string Plain(Type type)
    {
        if (type.IsArray)
        {
            return Plain(type.GetElementType()!) + "Array";
        }

        int arity = type.Name.IndexOf('`');
        string name = arity < 0 ? type.Name : type.Name.Substring(0, arity);
        return type.IsGenericType ? name + "Of" + string.Join("And", type.GetGenericArguments().Select(Plain)) : name;
    }
}
