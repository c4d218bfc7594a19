using Newtonsoft.Json.Linq;

namespace Codegen.Generation;

/// <summary>nswag.json: where its templates are, and whether NSwag knows its keys, of which it passes over unknown ones in silence.</summary>
internal sealed class NSwagConfig
{
    private readonly string file;
    private readonly JToken root;

    private NSwagConfig(string file, string text)
    {
        this.file = file;
        Text = text;
        root = JsonFile.Parse(file, text);
    }

    /// <summary>Gets the file's text.</summary>
    public string Text { get; }

    /// <summary>Gets the folder of the templates, relative to the file.</summary>
    public string TemplateDirectory =>
        (string?)(root as JObject)?["codeGenerators"]?["openApiToCSharpClient"]?["templateDirectory"] is { Length: > 0 } folder
            ? folder
            : throw new ContractException("codeGenerators.openApiToCSharpClient.templateDirectory names no folder", null, new Position(file, 1, 1));

    /// <exception cref="ContractException">The file is missing or is no JSON.</exception>
    public static NSwagConfig Load(string path, string shownAs) => File.Exists(path)
        ? new NSwagConfig(shownAs, File.ReadAllText(path))
        : throw new ContractException("the file does not exist", null, new Position(shownAs, 0, 0));

    /// <summary>Refuses a key that NSwag does not know.</summary>
    /// <param name="complete">What <c>nswag new</c> writes: every key there is.</param>
    /// <param name="version">NSwag's version.</param>
    public void Check(string complete, string version) => Check(root, JToken.Parse(complete), version);

    private void Check(JToken own, JToken complete, string version)
    {
        if (own is not JObject members || complete is not JObject known)
        {
            return;
        }
        foreach (JProperty member in members.Properties())
        {
            if (!known.ContainsKey(member.Name))
            {
                Origin origin = member.Value.Annotation<Origin>()!;
                string near = known.Properties().Select(property => property.Name).MinBy(name => Distance(name, member.Name))!;
                throw new ContractException($"NSwag {version} knows no '{member.Name}' here; is it '{near}'?", origin.Pointer, new Position(file, origin.Line, origin.Column));
            }
            Check(member.Value, known[member.Name]!, version);
        }
    }

    // How many letters one name has that the other lacks: enough to find the key that was meant.
    private static int Distance(string one, string other)
    {
        var letters = one.ToLowerInvariant().ToList();
        return other.ToLowerInvariant().Count(letter => !letters.Remove(letter)) + letters.Count;
    }
}
