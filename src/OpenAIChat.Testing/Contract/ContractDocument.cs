using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>The contract that the models were generated from, as it is embedded in this assembly when it is built.</summary>
internal sealed class ContractDocument
{
    private const string ResourceName = "openapi.yaml";
    private const string JsonMediaType = "application/json";

    private static readonly Lazy<ContractDocument> Embedded = new(Load);

    private readonly JObject root;
    private readonly Dictionary<string, JObject?> bodies = [];

    /// <summary>Initializes a contract.</summary>
    /// <param name="root">An OpenAPI document.</param>
    public ContractDocument(JObject root)
    {
        this.root = root;
        foreach (JObject operation in (root["paths"] as JObject ?? []).PropertyValues().OfType<JObject>()
            .SelectMany(static path => path.PropertyValues())
            .OfType<JObject>())
        {
            if (operation.TextAt("operationId") is { } id)
            {
                bodies[id] = Resolve(operation["requestBody"] as JObject).At("content", JsonMediaType, "schema") as JObject;
            }
        }
    }

    /// <summary>Gets the embedded contract; it is read when it is asked for first.</summary>
    public static ContractDocument Current => Embedded.Value;

    /// <summary>Gets the schema of the body that an operation takes; null when it takes none.</summary>
    public JObject? BodySchema(string operation) => bodies.GetValueOrDefault(operation);

    /// <summary>Follows a reference, if it is one, to what it refers to.</summary>
    public JObject? Resolve(JObject? value)
    {
        while (value.TextAt("$ref") is { } reference)
        {
            value = Find(reference) as JObject ?? throw new InvalidDataException($"The contract has nothing at '{reference}'.");
        }

        return value;
    }

    // Only references within the document: "#/components/schemas/ChatCompletionTool".
    private JToken? Find(string reference)
    {
        JToken? found = root;
        foreach (string part in reference.Split('/').Skip(1))
        {
            found = found.At(
                Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
        }

        return found;
    }

    private static ContractDocument Load()
    {
        using Stream stream = typeof(ContractDocument).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException(
                $"The resource '{ResourceName}' is missing from the assembly. Build OpenAIChat.Testing anew.");
        using var reader = new StreamReader(stream);
        return new ContractDocument((JObject)YamlJson.Read(reader));
    }
}
