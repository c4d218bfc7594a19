using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;

namespace Codegen;

/// <summary>An OpenAPI 3.0 or 3.1 document, as written, whose every node knows its place in the file.</summary>
/// <remarks>
/// The place is an annotation of the node: a node that is cloned or moved keeps it, and a node made anew has that of the nearest node above
/// it.
/// </remarks>
internal sealed class ContractDocument
{
    /// <summary>How deep a document may be nested.</summary>
    public const int MaxDepth = 256;

    private ContractDocument(string file, JObject root, string version)
    {
        File = file;
        Root = root;
        Version = version;
    }

    /// <summary>Gets the file's name as it was given.</summary>
    public string File { get; }

    /// <summary>Gets the whole document; floats are decimals where a decimal holds them exactly.</summary>
    public JObject Root { get; }

    /// <summary>Gets the OpenAPI version, such as <c>3.1.0</c>.</summary>
    public string Version { get; }

    /// <summary>
    /// Gets whether the schemas are those of OpenAPI 3.0 (<c>nullable</c>, one <c>type</c>) rather than of 3.1 (JSON Schema).
    /// </summary>
    public bool Is30 => Version.StartsWith("3.0", StringComparison.Ordinal);

    /// <summary>Reads a JSON or YAML file.</summary>
    /// <exception cref="ContractException">The file cannot be read, or is no OpenAPI 3.0 or 3.1 document.</exception>
    public static ContractDocument Load(string file) => Parse(file, ReadText(file));

    /// <summary>Reads JSON or YAML text; <paramref name="file"/> is what errors call it.</summary>
    /// <exception cref="ContractException">The text is no OpenAPI 3.0 or 3.1 document.</exception>
    public static ContractDocument Parse(string file, string text)
    {
        JToken? node = ParseNode(file, text);
        if (node is null or { Type: JTokenType.Null })
        {
            throw new ContractException("the document is empty", null, new Position(file, 0, 0));
        }

        if (node is not JObject root)
        {
            string found = node is JArray ? "a list" : "a single value";
            throw new ContractException($"the document's root is {found}, not an object", null, PositionIn(file, node));
        }

        string version = ReadVersion(file, root);
        RecursiveReferences.Replace(root);
        return new ContractDocument(file, root, version);
    }

    /// <summary>Follows references until something else is reached. What stands beside a <c>$ref</c> is not looked at.</summary>
    /// <exception cref="ContractException">A reference leads nowhere, out of the document, or in a circle.</exception>
    public JToken Resolve(JToken schemaOrRef)
    {
        JToken node = schemaOrRef;
        var path = new List<string>();
        while (node is JObject members && members["$ref"] is { } reference)
        {
            if (reference is not JValue { Value: string target })
            {
                throw Error(reference, "a $ref must be text");
            }

            if (path.Contains(target))
            {
                throw Error(schemaOrRef, $"the references lead in a circle: {string.Join(" → ", path)} → {target}");
            }

            path.Add(target);
            node = ResolvePointer(target, reference);
        }

        return node;
    }

    /// <summary>Finds the node that a local reference names; <c>~0</c>, <c>~1</c> and percent escapes are undone.</summary>
    /// <param name="reference">The reference, such as <c>#/components/schemas/Tool</c>.</param>
    /// <param name="from">The node that an error is about: where the reference stands.</param>
    /// <exception cref="ContractException">There is no such node, or the reference is not local.</exception>
    public JToken ResolvePointer(string reference, JToken? from = null)
    {
        from ??= Root;
        if (reference == "#")
        {
            return Root;
        }

        if (!reference.StartsWith("#/", StringComparison.Ordinal))
        {
            throw Error(from, reference.StartsWith('#')
                ? $"the reference '{reference}' is not a JSON pointer: it must begin with '#/'"
                : $"the reference '{reference}' leads to another document: bundle the contract into one file first");
        }

        return Find(reference, out _) ?? throw Error(from, $"the reference '{reference}' leads nowhere");
    }

    /// <summary>Gets the JSON pointer under which a node was read; that of the nearest node above for one made anew.</summary>
    public static string PointerOf(JToken node) => OriginOf(node)?.Pointer ?? "#";

    /// <summary>
    /// Determines whether a member of an object whose other members are data is an extension of the contract: <c>x-…</c>.
    /// </summary>
    public static bool IsExtension(string name) => name.StartsWith("x-", StringComparison.Ordinal);

    /// <summary>Gets where a node stands in the file.</summary>
    public Position PositionOf(JToken node) => PositionIn(File, node);

    /// <summary>Gets where a node, or the nearest one above it that exists, stands in the file.</summary>
    public Position PositionOf(string jsonPointer)
    {
        JToken? node = Find(jsonPointer, out JToken nearest);
        return PositionOf(node ?? nearest);
    }

    /// <summary>Creates the exception that blames a node.</summary>
    public ContractException Error(JToken at, string message) => new(message, PointerOf(at), PositionOf(at));

    private static string ReadText(string file)
    {
        try
        {
            byte[] bytes = System.IO.File.ReadAllBytes(file);
            using var reader = new StreamReader(new MemoryStream(bytes), EncodingOf(bytes), detectEncodingFromByteOrderMarks: true);
            return reader.ReadToEnd();
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            string reason = wrong switch
            {
                FileNotFoundException or DirectoryNotFoundException => "there is no such file",
                DecoderFallbackException => "the file is not UTF-8 or UTF-16 text",
                _ when Directory.Exists(file) => "this is a folder, not a file",
                _ => $"the file cannot be read: {wrong.Message}",
            };
            throw new ContractException(reason, null, new Position(file, 0, 0));
        }
    }

    /// <remarks>
    /// Spec: without a byte order mark, a zero beside the first character, which is ASCII, tells UTF-16 from UTF-8 (YAML, section 5.2).
    /// </remarks>
    private static Encoding EncodingOf(byte[] bytes) => bytes switch
    {
        [not 0, 0, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true),
        [0, not 0, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true),
        _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
    };

    private static JToken? ParseNode(string file, string text)
    {
        string start = text.TrimStart();
        if (start.Length == 0)
        {
            return null;
        }

        string extension = Path.GetExtension(file).ToUpperInvariant();
        bool namedYaml = extension is ".YAML" or ".YML";
        if (extension != ".JSON" && (namedYaml || start[0] is not ('{' or '[')))
        {
            try
            {
                return YamlFile.Parse(file, text);
            }
            catch (ContractException) when (start[0] is '{')
            {
                // JSON indented with tabs is not YAML, whatever the file is called.
                return JsonFile.Parse(file, text);
            }
        }

        return JsonFile.Parse(file, text);
    }

    private static string ReadVersion(string file, JObject root)
    {
        if (root["swagger"] is { } swagger)
        {
            throw new ContractException(
                $"this is a Swagger {swagger} document: convert it to OpenAPI 3.0 or 3.1 first", null, PositionIn(file, swagger));
        }

        if (root["openapi"] is not JValue { Value: { } value } version)
        {
            throw new ContractException(
                "this is not an OpenAPI document: 'openapi: 3.…' is missing",
                null,
                PositionIn(file, root["openapi"] ?? root));
        }

        string text = Convert.ToString(value, CultureInfo.InvariantCulture)!;
        return text is "3.0" or "3.1" || text.StartsWith("3.0.", StringComparison.Ordinal)
            || text.StartsWith("3.1.", StringComparison.Ordinal)
            ? text
            : throw new ContractException($"OpenAPI {text} is not supported: 3.0 and 3.1 are", null, PositionIn(file, version));
    }

    private static Position PositionIn(string file, JToken node) =>
        OriginOf(node) is { } origin ? new Position(file, origin.Line, origin.Column) : new Position(file, 0, 0);

    private static Origin? OriginOf(JToken node)
    {
        for (JToken? at = node; at is not null; at = at.Parent)
        {
            if (at.Annotation<Origin>() is { } origin)
            {
                return origin;
            }

            if (at is JProperty { Value: { } value } && !ReferenceEquals(value, node) && value.Annotation<Origin>() is { } own)
            {
                return own;
            }
        }

        return null;
    }

    private JToken? Find(string pointer, out JToken nearest)
    {
        nearest = Root;
        foreach (string segment in JsonPointer.Split(pointer))
        {
            if (JsonPointer.Step(nearest, segment) is not { } next)
            {
                return null;
            }

            nearest = next;
        }

        return nearest;
    }
}
