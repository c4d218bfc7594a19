using System.Text;

namespace OpenAIChat.Runtime;

/// <summary>The members of one model in the order of its contract, with their names encoded once.</summary>
internal sealed class MemberTable
{
    private readonly string[] names;
    private readonly JsonKind[] kinds;
    private readonly byte[][] quoted;
    private readonly byte[][] prefixes;

    // Which member came after which one the last time, by member + 1. Threads may overwrite each other's guess: it is only a guess.
    private readonly int[] followers;

    public MemberTable(params (string Name, JsonKind Kind)[] members)
    {
        names = new string[members.Length];
        kinds = new JsonKind[members.Length];
        quoted = new byte[members.Length][];
        prefixes = new byte[members.Length][];
        followers = new int[members.Length + 1];
        for (int i = 0; i < members.Length; i++)
        {
            names[i] = members[i].Name;
            kinds[i] = members[i].Kind;
            string literal = Quote(members[i].Name);
            quoted[i] = Encoding.UTF8.GetBytes(literal);
            followers[i] = i;
            prefixes[i] = Encoding.UTF8.GetBytes("," + literal + ":");
        }
    }

    /// <summary>Gets how many members there are.</summary>
    public int Count => names.Length;

    /// <summary>Gets the name of a member.</summary>
    public string this[int index] => names[index];

    /// <summary>Gets what a member holds.</summary>
    public JsonKind Kind(int index) => kinds[index];

    /// <summary>Gets <c>"name"</c> in UTF-8.</summary>
    public byte[] Quoted(int index) => quoted[index];

    /// <summary>Gets <c>,"name":</c> in UTF-8: what precedes the value, without its first byte for the first member of an object.</summary>
    public byte[] Prefix(int index) => prefixes[index];

    /// <summary>Guesses which member follows another one (-1: which comes first): the one that did so the last time.</summary>
    /// <remarks>Servers write members in an order of their own, but always in the same.</remarks>
    public int Follower(int member) => followers[member + 1];

    /// <summary>Remembers which member followed another one.</summary>
    public void Learn(int member, int follower) => followers[member + 1] = follower;

    /// <summary>Finds a member by name, looking at <paramref name="guess"/> first; -1 when there is none.</summary>
    public int IndexOf(string name, int guess = 0)
    {
        if ((uint)guess < (uint)names.Length && names[guess] == name)
        {
            return guess;
        }

        return Array.IndexOf(names, name);
    }

    /// <summary>Finds a member by its name as it stands in the text, quotes included; -1 when there is none.</summary>
    public int IndexOf(ReadOnlySpan<byte> quotedName)
    {
        byte[][] table = quoted;
        for (int i = 0; i < table.Length; i++)
        {
            if (quotedName.SequenceEqual(table[i]))
            {
                return i;
            }
        }

        return -1;
    }

    // Newtonsoft's escaping code is not loaded for names that need none: that is some of the time a process takes to its first call.
    private static string Quote(string name)
    {
        foreach (char c in name)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' or '.'))
            {
                return Newtonsoft.Json.JsonConvert.ToString(name);
            }
        }

        return "\"" + name + "\"";
    }
}
