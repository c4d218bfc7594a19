using Newtonsoft.Json.Linq;

namespace Codegen.Lowering;

/// <summary>Asks lowering.json what it decides of one contract, and remembers which of its entries have decided something.</summary>
internal sealed class LoweringDecisions(LoweringConfig config)
{
    private readonly HashSet<string> askedNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> askedPlaces = new(StringComparer.Ordinal);
    private readonly HashSet<string> askedStreams = new(StringComparer.Ordinal);
    private readonly HashSet<string> askedOperations = new(StringComparer.Ordinal);
    private readonly HashSet<OperationPattern> fitting = [];
    private readonly Dictionary<string, string> missingItems = new(StringComparer.Ordinal);

    public LoweringConfig Config => config;

    /// <summary>Determines whether an operation is kept.</summary>
    public bool Keeps(string path, string method, JToken? operation)
    {
        askedOperations.Add(path);
        fitting.UnionWith(config.Patterns.Where(pattern => pattern.Matches(path, method, operation)));
        return config.Keeps(path, method, operation);
    }

    /// <summary>Gets the C# name of a type that is called <paramref name="plain"/> without an entry.</summary>
    public string TypeName(string plain) => ChosenName(plain) ?? plain;

    /// <summary>Gets the C# name that an entry of "names" gives a type; null where there is none.</summary>
    public string? ChosenName(string plain)
    {
        askedNames.Add(plain);
        return config.Names.GetValueOrDefault(plain);
    }

    /// <summary>Determines whether the JSON of a schema or of a member is kept as it is.</summary>
    public bool KeepsJson(string place)
    {
        askedPlaces.Add(place);
        return config.Any.Contains(place);
    }

    /// <summary>
    /// Gets the schema that an entry of "streams" names as the item of an operation's stream; null where there is no such schema.
    /// </summary>
    public string? StreamItem(string operationId, JObject schemas)
    {
        askedStreams.Add(operationId);
        if (config.Streams.GetValueOrDefault(operationId) is not { } item || schemas[item] is JObject)
        {
            return config.Streams.GetValueOrDefault(operationId);
        }

        missingItems[operationId] = NearestName.Hint(item, schemas.Properties().Select(schema => schema.Name));
        return null;
    }

    /// <summary>Creates the exception that blames an entry.</summary>
    public ContractException Error(string section, string entry, string message) =>
        new(message, pointer: null, config.PositionOf(section, entry));

    /// <summary>
    /// Refuses a configuration of which an entry has decided nothing: what it was about has been renamed or removed, or it is misspelled.
    /// </summary>
    /// <exception cref="ContractException">There are such entries; the exception names each.</exception>
    public void RequireEveryEntryUsed()
    {
        var unused = UnusedEntries().Select(entry => Error(
            entry.Section,
            entry.Name,
            $"the entry \"{entry.Name}\" of \"{entry.Section}\" has no effect on this contract"
            + $"{NearestName.Hint(entry.Name, entry.Candidates)}; correct or remove it.")).ToList();
        unused.AddRange(missingItems.Select(entry => Error(
            "streams",
            entry.Key,
            $"\"streams\" names \"{config.Streams[entry.Key]}\", which is no schema of the contract{entry.Value}; "
            + "name the schema of the items of the stream.")));
        if (unused.Count > 0)
        {
            throw ContractException.Of(unused);
        }
    }

    private IEnumerable<(string Section, string Name, IEnumerable<string> Candidates)> UnusedEntries() =>
    [
        .. config.Operations.Where((_, index) => !fitting.Contains(config.Patterns[index]))
            .Select(name => ("operations", name, (IEnumerable<string>)askedOperations)),
        .. config.Streams.Keys.Except(askedStreams).Select(name => ("streams", name, (IEnumerable<string>)askedStreams)),
        .. config.Names.Where(entry => !askedNames.Contains(entry.Key) || entry.Key == entry.Value)
            .Select(entry => ("names", entry.Key, askedNames.Except(config.Names.Keys))),
        .. config.Any.Except(askedPlaces).Select(name => ("any", name, (IEnumerable<string>)askedPlaces)),
    ];
}
