using Newtonsoft.Json;

namespace Codegen.Lowering;

/// <summary>The decisions of generator-config/lowering.json: what is generated, and under which names.</summary>
internal sealed class LoweringConfig
{
    /// <summary>Gets the namespace of everything generated.</summary>
    public string Namespace { get; init; } = "OpenAIChat";

    /// <summary>Gets the name of the client class; its interface is the same with an I before it.</summary>
    public string Client { get; init; } = "ChatApi";

    /// <summary>Gets the path patterns of the operations to keep: <c>*</c> stands for one segment, <c>**</c> for any number, and a pattern after <c>!</c> leaves out. No pattern to keep keeps all.</summary>
    public IReadOnlyList<string> Operations { get; init; } = [];

    /// <summary>Gets C# type names by the name a type would have without the entry.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the items of event streams by operationId, for the editions that do not declare <c>text/event-stream</c>.</summary>
    public IReadOnlyDictionary<string, string> Streams { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the places (<c>Schema.member</c>, or <c>Schema</c>) whose JSON is kept as it is, as a JToken.</summary>
    public IReadOnlyCollection<string> Any { get; init; } = [];

    public static LoweringConfig Load(string file)
    {
        try
        {
            var settings = new JsonSerializerSettings { MissingMemberHandling = MissingMemberHandling.Error };
            return JsonConvert.DeserializeObject<LoweringConfig>(File.ReadAllText(file), settings)
                ?? throw Error(file, "the file is empty; give it at least {}.");
        }
        catch (JsonException exception)
        {
            throw Error(file, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Error(file, $"the configuration cannot be read: {exception.Message}");
        }
    }

    /// <summary>Tells whether a path of the contract is among the operations to keep.</summary>
    public bool Keeps(string path)
    {
        var wanted = Operations.Where(pattern => !pattern.StartsWith('!')).ToList();
        return (wanted.Count == 0 || wanted.Exists(pattern => Matches(pattern, path)))
            && !Operations.Any(pattern => pattern.StartsWith('!') && Matches(pattern[1..], path));
    }

    private static ContractException Error(string file, string message) => new(message, pointer: null, new Position(file, 0, 0));

    private static bool Matches(string pattern, string path) => Matches(pattern.Split('/'), path.Split('/'));

    private static bool Matches(ReadOnlySpan<string> pattern, ReadOnlySpan<string> path)
    {
        if (pattern.IsEmpty)
        {
            return path.IsEmpty;
        }

        if (pattern[0] == "**")
        {
            return Matches(pattern[1..], path) || (!path.IsEmpty && Matches(pattern, path[1..]));
        }

        return !path.IsEmpty && (pattern[0] == "*" || pattern[0] == path[0]) && Matches(pattern[1..], path[1..]);
    }
}
