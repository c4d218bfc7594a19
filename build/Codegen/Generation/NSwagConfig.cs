using Newtonsoft.Json.Linq;

namespace Codegen.Generation;

/// <summary>
/// nswag.json: where its templates are, and whether NSwag knows its keys, of which it passes over unknown ones in silence.
/// </summary>
internal sealed class NSwagConfig
{
    /// <summary>The file that NSwag reads: the lowered contract.</summary>
    public const string Input = "lowered.json";

    /// <summary>The file that NSwag writes.</summary>
    public const string Output = "printed.cs";

    private const string Collections = "System.Collections.Generic.";

    /// <summary>The options of which the runtime serves some values only, with these and the reason.</summary>
    private static readonly (string[] Options, string[] Values, string Reason)[] Served =
    [
        (["output"], [Output], "the build looks for the printed code there"),
        (["arrayType", "responseArrayType", "parameterArrayType"], ["IList", Collections + "IList"], "the runtime's lists are of that type"),
        (["dictionaryType", "responseDictionaryType", "parameterDictionaryType"], ["IDictionary", Collections + "IDictionary"], "the runtime's maps are of that type"),
        (["dateType", "dateTimeType", "timeType", "timeSpanType"], ["string"], "dates and times are kept as the text they came as, so that they go back unchanged"),
        (["anyType"], ["JToken", "Newtonsoft.Json.Linq.JToken"], "the runtime reads any JSON as that"),
        (["generateClientInterfaces"], ["True"], "the client implements its interface"),
        (["generateNullableReferenceTypes", "generateOptionalPropertiesAsNullable"], ["True"], "null means unset"),
    ];

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
            : throw new ContractException(
                "codeGenerators.openApiToCSharpClient.templateDirectory names no folder",
                null,
                new Position(file, 1, 1));

    /// <summary>Gets the files of the templates.</summary>
    /// <exception cref="ContractException">The folder does not exist.</exception>
    public IReadOnlyList<string> Templates(Layout layout)
    {
        string folder = Path.Combine(Path.GetDirectoryName(layout.NSwagConfig)!, TemplateDirectory);
        return Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.liquid")
            : throw new ContractException($"the folder of the templates does not exist: {TemplateDirectory}", null, new Position(file, 0, 0));
    }

    /// <exception cref="ContractException">The file is missing or is no JSON.</exception>
    public static NSwagConfig Load(string path, string shownAs) => File.Exists(path)
        ? new NSwagConfig(shownAs, File.ReadAllText(path))
        : throw new ContractException("the file does not exist", null, new Position(shownAs, 0, 0));

    /// <summary>Refuses a key that NSwag does not know, and a value that the runtime does not serve.</summary>
    /// <param name="complete">What <c>nswag new</c> writes: every key there is, with its default.</param>
    /// <param name="version">NSwag's version.</param>
    public void Check(string complete, string version)
    {
        JToken known = JToken.Parse(complete);
        Check(root, known, version);
        JToken defaults = known["codeGenerators"]!["openApiToCSharpClient"]!;
        JToken own = root["codeGenerators"]!["openApiToCSharpClient"]!;
        foreach (var (options, values, reason) in Served)
        {
            foreach (string option in options)
            {
                if (!values.Contains((own[option] ?? defaults[option])?.ToString()))
                {
                    var origin = (own[option] ?? own).Annotation<Origin>()!;
                    throw new ContractException($"'{option}' must be {values[0]}: {reason}", origin.Pointer, new Position(file, origin.Line, origin.Column));
                }
            }
        }
    }

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
                throw new ContractException(
                    $"NSwag {version} knows no '{member.Name}' here; is it '{near}'?",
                    origin.Pointer,
                    new Position(file, origin.Line, origin.Column));
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
