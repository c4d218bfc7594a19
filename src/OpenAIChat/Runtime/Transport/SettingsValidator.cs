using System.Globalization;

namespace OpenAIChat.Runtime;

/// <summary>Checks settings and collects every error, so that one exception names them all. No message shows a key.</summary>
internal sealed class SettingsValidator
{
    /// <summary>The longest time that timers take.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    private const string Quotes = "\"'`\u201C\u201D\u2018\u2019";

    private readonly List<string> errors = [];

    public void Add(string error) => errors.Add(error);

    /// <exception cref="ArgumentException">There is an error.</exception>
    public void Throw(string what)
    {
        if (errors.Count == 1)
        {
            throw new ArgumentException(what + ": " + errors[0]);
        }

        if (errors.Count > 1)
        {
            throw new ArgumentException(what + ": " + errors.Count.ToString(CultureInfo.InvariantCulture) + " errors."
                + string.Concat(errors.ConvertAll(error => " " + error)));
        }
    }

    public void CheckKey(string name, string? key)
    {
        if (key is null)
        {
            return;
        }

        string trimmed = key.Trim();
        if (trimmed.Length == 0)
        {
            Add(name + " is empty.");
        }
        else if (trimmed.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            Add(name + " begins with \"Bearer\": leave that out, the client adds it.");
        }
        else if (Quotes.Contains(trimmed[0]) || Quotes.Contains(trimmed[trimmed.Length - 1]))
        {
            Add(name + " is in quotation marks: leave them out.");
        }
        else if (!IsHeaderText(trimmed) || trimmed.Contains(' '))
        {
            Add(name + " contains a space, a line break or another character that no key has.");
        }
    }

    /// <summary>Returns a key that a provider gave, without whitespace around it.</summary>
    /// <exception cref="InvalidOperationException">It is none.</exception>
    public static string RequireKey(string? key)
    {
        var validator = new SettingsValidator();
        validator.CheckKey("The key it returned", key ?? "");
        return validator.errors.Count == 0 ? key!.Trim() : throw new InvalidOperationException("ApiKeyProvider: " + validator.errors[0]);
    }

    /// <summary>Checks an address; its value is shown without what may be secret: user name, query and fragment.</summary>
    /// <param name="name">Where the address was given.</param>
    /// <param name="address">The address.</param>
    /// <param name="text">What was given as the address, where it may not even be one.</param>
    public void CheckAddress(string name, Uri? address, string text)
    {
        if (address is not { IsAbsoluteUri: true } || !(address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps))
        {
            int end = text.IndexOfAny(['?', '#']);
            int start = text.LastIndexOf('@', (end < 0 ? text.Length : end) - 1) + 1;
            Add(name + " is \"" + ErrorText.OneLine(text.Substring(start, (end < 0 ? text.Length : end) - start), 200)
                + "\", which is not an absolute http or https address.");
        }
        else if (address.UserInfo.Length > 0 || address.Fragment.Length > 0)
        {
            Add(name + " has a user name or a fragment, which would never be sent.");
        }
    }

    public void CheckHeaderValue(string name, string? value)
    {
        if (value is not null && !IsHeaderText(value))
        {
            Add(name + " contains a line break or another character that a header cannot carry.");
        }
    }

    public void CheckHeaders(string name, IDictionary<string, string?>? headers)
    {
        foreach (KeyValuePair<string, string?> header in headers ?? new Dictionary<string, string?>())
        {
            if (!IsToken(header.Key))
            {
                Add(name + " has \"" + ErrorText.OneLine(header.Key, 50) + "\", which is not the name of a header.");
            }
            else
            {
                CheckHeaderValue(name + "[\"" + header.Key + "\"]", header.Value);
            }
        }
    }

    public void CheckQuery(string name, IDictionary<string, string?>? query)
    {
        if (query is not null && query.ContainsKey(""))
        {
            Add(name + " has a parameter without a name.");
        }
    }

    public void CheckTime(string name, TimeSpan? time, bool infinite = false, bool zero = false)
    {
        if (time is not { } given || (infinite && given == Timeout.InfiniteTimeSpan))
        {
            return;
        }

        if (given < TimeSpan.Zero || (given == TimeSpan.Zero && !zero) || given > Longest)
        {
            string least = zero ? "zero or more" : "more than zero";
            string endless = infinite ? ", or Timeout.InfiniteTimeSpan" : "";
            Add(name + " is " + given.ToString("c", CultureInfo.InvariantCulture) + "; it must be " + least + " and at most 24 days"
                + endless + ".");
        }
    }

    public void CheckSize(string name, long size)
    {
        if (size is < 1 or > 1 << 30)
        {
            Add(name + " is " + size.ToString(CultureInfo.InvariantCulture) + "; it must be from 1 to 1,073,741,824 (1 GiB).");
        }
    }

    public void CheckRetries(string name, int? count)
    {
        if (count is < 0 or > 100)
        {
            Add(name + " is " + count.Value.ToString(CultureInfo.InvariantCulture) + "; it must be from 0 to 100.");
        }
    }

    public void CheckFile(string name, string? path)
    {
        if (path is not null && (string.IsNullOrWhiteSpace(path) || path.Contains('\0') || Path.GetFileName(path).Length == 0))
        {
            Add(name + " is not the path of a file.");
        }
    }

    private static bool IsHeaderText(string value)
    {
        foreach (char c in value)
        {
            if (c is (< ' ' or > '~') and not '\t')
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsToken(string name)
    {
        foreach (char c in name)
        {
            if (c is <= ' ' or > '~' || "()<>@,;:\\\"/[]?={}".Contains(c))
            {
                return false;
            }
        }

        return name.Length > 0;
    }
}
