using System.Globalization;

namespace OpenAIChat.Runtime;

/// <summary>Checks settings and collects every fault, so that one exception names them all. No message shows a key.</summary>
internal sealed class SettingFaults
{
    /// <summary>The longest time that timers take.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    private readonly List<string> faults = [];

    public void Add(string fault) => faults.Add(fault);

    /// <exception cref="ArgumentException">There was a fault.</exception>
    public void Throw(string what)
    {
        if (faults.Count == 1)
        {
            throw new ArgumentException(what + ": " + faults[0]);
        }
        if (faults.Count > 1)
        {
            throw new ArgumentException(what + ": " + faults.Count.ToString(CultureInfo.InvariantCulture) + " faults." + string.Concat(faults.ConvertAll(fault => " " + fault)));
        }
    }

    public void CheckKey(string name, string? key)
    {
        if (key is null)
        {
            return;
        }
        if (string.IsNullOrWhiteSpace(key))
        {
            Add(name + " is empty.");
        }
        else if (!IsHeaderText(key.Trim()) || key.Trim().Contains(' '))
        {
            Add(name + " holds a blank, a line break or another character that no key has.");
        }
    }

    public void CheckHeaderValue(string name, string? value)
    {
        if (value is not null && !IsHeaderText(value))
        {
            Add(name + " holds a line break or another character that a header cannot carry.");
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
            Add(name + " is " + given.ToString("c", CultureInfo.InvariantCulture) + "; it must be " + least + " and at most 24 days" + endless + ".");
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
