using System.Security.Cryptography;
using System.Text;

namespace Codegen.Generation;

/// <summary>
/// What generated code was made from, and the code itself, as a few hashes: they are recorded beside the code and tell whether it is
/// current.
/// </summary>
/// <remarks>
/// The lowered contract stands for the contract, its configuration and this tool: what changes none of its text changes none of the code.
/// Two branches that both generate give a record with lines of both (<c>.gitattributes</c>), which fits neither, so that the next build
/// generates.
/// </remarks>
internal sealed class Fingerprint
{
    private const string FileName = "fingerprint.txt";
    private const string OutputPart = "output";

    private readonly SortedDictionary<string, string> parts;

    private Fingerprint(SortedDictionary<string, string> parts) => this.parts = parts;

    /// <summary>Computes the fingerprint of inputs and of the code that there is.</summary>
    /// <param name="inputs">The text of each input, by the name that messages use.</param>
    /// <param name="folder">The folder of the generated code.</param>
    public static Fingerprint Of(IEnumerable<(string Name, string Text)> inputs, string folder)
    {
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string text) in inputs)
        {
            parts[name] = Hash(text);
        }

        parts[OutputPart] = Hash(
            string.Concat(GeneratedFiles.In(folder).Select(name => $"{name}\n{File.ReadAllText(Path.Combine(folder, name))}\n")));
        return new Fingerprint(parts);
    }

    /// <summary>Reads the record beside generated code; null when there is none, or one merged from two branches.</summary>
    public static Fingerprint? Load(string folder)
    {
        string file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            return null;
        }

        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in File.ReadLines(file))
        {
            string[] words = line.Split(' ', 2);
            if (words.Length != 2 || !parts.TryAdd(words[1], words[0]))
            {
                return null;
            }
        }

        return new Fingerprint(parts);
    }

    /// <summary>Determines whether a file is the record of a folder.</summary>
    public static bool IsRecord(string name) => name == FileName;

    /// <summary>Returns the inputs that are not the ones of another fingerprint.</summary>
    public IEnumerable<string> ChangedInputs(Fingerprint other) =>
        parts.Keys.Union(other.parts.Keys)
            .Where(name => name != OutputPart && parts.GetValueOrDefault(name) != other.parts.GetValueOrDefault(name));

    /// <summary>Determines whether the code is that of another fingerprint.</summary>
    public bool HasOutputOf(Fingerprint other) => parts[OutputPart] == other.parts.GetValueOrDefault(OutputPart);

    /// <summary>Records the fingerprint beside the code.</summary>
    public void Save(string folder) =>
        File.WriteAllText(Path.Combine(folder, FileName), string.Concat(parts.Select(part => $"{part.Value} {part.Key}\n")));

    // Line endings are git's to choose.
    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))));
}
