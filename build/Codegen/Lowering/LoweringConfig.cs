using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering;

/// <summary>The decisions of generator-config/lowering.json: what is generated, and under which names.</summary>
internal sealed class LoweringConfig
{
    /// <summary>The name of the client class where nothing else is said.</summary>
    public const string DefaultClient = "ChatApi";

    private JObject? source;
    private string? file;
    private List<OperationPattern>? patterns;

    /// <summary>Gets the namespace of everything generated; null where nswag.json decides.</summary>
    public string? Namespace { get; init; }

    /// <summary>Gets the name of the client class; its interface is the same with an I before it.</summary>
    public string Client { get; init; } = DefaultClient;

    /// <summary>Gets the patterns of the operations to keep; no pattern to keep keeps all.</summary>
    /// <remarks>
    /// A path, in which <c>*</c> stands for one segment and <c>**</c> for any number, or <c>tag:</c> and a tag; before either, a method
    /// and a space restrict the pattern to that method. A pattern after <c>!</c> leaves out.
    /// </remarks>
    public IReadOnlyList<string> Operations { get; init; } = [];

    /// <summary>Gets C# names: of types by the name a type would have without the entry, of enum values by <c>Type.value</c>.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the items of event streams by operationId; they win over what the contract declares.</summary>
    public IReadOnlyDictionary<string, string> Streams { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the places (<c>Schema.member</c>, or <c>Schema</c>) whose JSON is kept as it is, as a JToken.</summary>
    public IReadOnlyCollection<string> Any { get; init; } = [];

    /// <summary>Gets the patterns of <see cref="Operations"/>, in their order.</summary>
    [JsonIgnore]
    public IReadOnlyList<OperationPattern> Patterns => patterns ??= [.. Operations.Select(text => new OperationPattern(text))];

    public static LoweringConfig Load(string file)
    {
        try
        {
            var load = new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error };
            if (string.IsNullOrWhiteSpace(File.ReadAllText(file)))
            {
                throw Error(file, "the file is empty: write at least {}");
            }

            var root = JToken.Parse(File.ReadAllText(file), load) as JObject
                ?? throw Error(file, "the root is not an object: write at least {}");
            var settings = new JsonSerializerSettings { MissingMemberHandling = MissingMemberHandling.Error };
            var config = root.ToObject<LoweringConfig>(JsonSerializer.Create(settings))!;
            (config.source, config.file) = (root, file);
            return config;
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

    /// <summary>Determines whether an operation is among those to keep.</summary>
    /// <param name="path">The path of the contract.</param>
    /// <param name="method">The HTTP method, in any case.</param>
    /// <param name="operation">The operation, for its tags.</param>
    public bool Keeps(string path, string method, JToken? operation = null) =>
        (Patterns.All(pattern => pattern.IsExclusion)
            || Patterns.Any(pattern => !pattern.IsExclusion && pattern.Matches(path, method, operation)))
        && !Patterns.Any(pattern => pattern.IsExclusion && pattern.Matches(path, method, operation));

    /// <summary>
    /// Gets where an entry stands: a member of <paramref name="section"/>, or an item of it; null for a configuration that is no file.
    /// </summary>
    public Position? PositionOf(string section, string entry)
    {
        IJsonLineInfo? line = source?[section] switch
        {
            JObject members => members.Property(entry, StringComparison.Ordinal),
            JArray items => items.FirstOrDefault(item => item is JValue { Value: string text } && text == entry),
            _ => null,
        };
        return file is null ? null : new Position(file, line?.LineNumber ?? 0, line?.LinePosition ?? 0);
    }

    private static ContractException Error(string file, string message) => new(message, pointer: null, new Position(file, 0, 0));
}
