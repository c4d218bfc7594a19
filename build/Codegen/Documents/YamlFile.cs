using System.Globalization;
using Newtonsoft.Json.Linq;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using Scalar = YamlDotNet.Core.Events.Scalar;

namespace Codegen;

/// <summary>Reads YAML text into the tokens its JSON equivalent would have; each knows its place.</summary>
internal sealed class YamlFile
{
    // Aliases of aliases can make a small file explode; the largest published contract has some 150,000 nodes.
    private const int MaxNodes = 2_000_000;

    /// <summary>The tags of YAML 1.1 whose values JSON writes as text.</summary>
    private static readonly string[] TextTags = ["tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:binary"];

    private readonly string file;
    private readonly YamlText text;
    private readonly Parser parser;
    private readonly Dictionary<string, JToken?> anchors = new(StringComparer.Ordinal);
    private int nodes;
    private int depth;

    private YamlFile(string file, string text)
    {
        this.file = file;
        this.text = YamlText.Of(text);
        parser = new Parser(new StringReader(this.text.Prepared));
    }

    /// <summary>Reads the text; null when it holds no document.</summary>
    /// <exception cref="ContractException">The text is not YAML, or says what JSON cannot.</exception>
    public static JToken? Parse(string file, string text) => new YamlFile(file, text).Parse();

    private JToken? Parse()
    {
        try
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                return null;
            }

            parser.Consume<DocumentStart>();
            JToken root = Node(null, "");
            parser.Consume<DocumentEnd>();
            if (parser.TryConsume<DocumentStart>(out DocumentStart? second) && Node(null, "").Type != JTokenType.Null)
            {
                throw Error(second, "a second YAML document in the same file");
            }

            return root;
        }
        catch (YamlException wrong)
        {
            // YamlDotNet does not always say where.
            Mark at = wrong.End.Index > 0 ? wrong.End : parser.Current?.End ?? Mark.Empty;
            throw new ContractException($"malformed YAML: {wrong.Message}", null, At(at));
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            // YamlDotNet's scanner lets slip what its collections and parsers throw: an empty stack where a bracket is not closed, for one.
            string reason = wrong is InvalidOperationException ? "a bracket or a quote is not closed" : wrong.Message;
            throw new ContractException($"malformed YAML: {reason}", null, At(parser.Current?.End ?? Mark.Empty));
        }
    }

    private JToken Node(Origin? parent, string segment)
    {
        ParsingEvent current = parser.Current ?? throw new YamlException("unexpected end");
        var origin = new Origin(parent, segment, (int)current.Start.Line, (int)current.Start.Column);
        if (++nodes > MaxNodes || ++depth > ContractDocument.MaxDepth)
        {
            throw Error(current, nodes > MaxNodes ? "the aliases expand to too many nodes" : "the document is nested too deeply", origin);
        }

        JToken node;
        if (parser.TryConsume<AnchorAlias>(out AnchorAlias? alias))
        {
            node = Dereference(alias, origin);
        }
        else
        {
            string? anchor = current is NodeEvent { Anchor: { IsEmpty: false } name } ? name.Value : null;
            if (anchor is not null)
            {
                anchors[anchor] = null;
            }

            node = current switch
            {
                MappingStart start => Mapping(start, origin),
                SequenceStart start => Sequence(start, origin),
                _ => Value(parser.Consume<Scalar>(), origin),
            };
            if (anchor is not null)
            {
                anchors[anchor] = node;
            }
        }

        depth--;
        node.RemoveAnnotations<Origin>();
        node.AddAnnotation(origin);
        return node;
    }

    private JToken Dereference(AnchorAlias alias, Origin origin)
    {
        string name = alias.Value.Value;
        if (!anchors.TryGetValue(name, out JToken? target))
        {
            throw Error(alias, $"the alias '*{name}' has no anchor before it", origin);
        }

        if (target is null)
        {
            throw Error(alias, $"the alias '*{name}' stands inside the node it refers to", origin);
        }

        nodes += target is JContainer container ? container.DescendantsAndSelf().Count() : 1;
        return nodes > MaxNodes ? throw Error(alias, "the aliases expand to too many nodes", origin) : target.DeepClone();
    }

    private JObject Mapping(MappingStart start, Origin origin)
    {
        parser.Consume<MappingStart>();
        RefuseTag(start, start.Tag, "tag:yaml.org,2002:map", origin);
        var members = new JObject();
        var merged = new List<JObject>();
        while (!parser.TryConsume<MappingEnd>(out MappingEnd? _))
        {
            ParsingEvent at = parser.Current!;
            string name = Key(origin, out bool isMerge);
            if (isMerge)
            {
                merged.AddRange(MergeSources(origin));
            }
            else if (members.ContainsKey(name))
            {
                throw Error(at, $"duplicate key '{name}'", origin);
            }
            else
            {
                members.Add(name, Node(origin, name));
            }
        }

        // A key of the mapping's own wins, then the first of the merged mappings that has it.
        foreach (JProperty inherited in merged.SelectMany(source => source.Properties()))
        {
            if (!members.ContainsKey(inherited.Name))
            {
                members.Add(inherited.Name, inherited.Value.DeepClone());
            }
        }

        return members;
    }

    private string Key(Origin origin, out bool isMerge)
    {
        ParsingEvent at = parser.Current!;
        isMerge = false;
        if (parser.TryConsume<Scalar>(out Scalar? key))
        {
            string name = TextOf(key);
            if (!key.Anchor.IsEmpty)
            {
                anchors[key.Anchor.Value] = JValue.CreateString(name);
            }

            isMerge = key is { Style: ScalarStyle.Plain, Value: "<<" };
            return name;
        }

        if (parser.TryConsume<AnchorAlias>(out AnchorAlias? alias) && Dereference(alias, origin) is JValue { Value: { } value })
        {
            return Convert.ToString(value, CultureInfo.InvariantCulture)!;
        }

        throw Error(at, "a key must be text, not a mapping or a sequence", origin);
    }

    private IEnumerable<JObject> MergeSources(Origin origin)
    {
        ParsingEvent at = parser.Current!;
        JToken value = Node(origin, "<<");
        IEnumerable<JToken> sources = value is JArray list ? list : [value];
        return sources.Select(source =>
            source as JObject ?? throw Error(at, "the value of the merge key '<<' must be a mapping or a list of mappings", origin));
    }

    private JArray Sequence(SequenceStart start, Origin origin)
    {
        parser.Consume<SequenceStart>();
        RefuseTag(start, start.Tag, "tag:yaml.org,2002:seq", origin);
        var items = new JArray();
        while (!parser.TryConsume<SequenceEnd>(out SequenceEnd? _))
        {
            items.Add(Node(origin, items.Count.ToString(CultureInfo.InvariantCulture)));
        }

        return items;
    }

    private JValue Value(Scalar scalar, Origin origin)
    {
        string content = TextOf(scalar);
        if (scalar.Tag.IsEmpty)
        {
            return scalar.Style == ScalarStyle.Plain ? Scalars.Plain(content) : JValue.CreateString(content);
        }

        if (scalar.Tag.IsNonSpecific || TextTags.Contains(scalar.Tag.Value))
        {
            return JValue.CreateString(content);
        }

        JValue value = Scalars.Plain(content);
        bool fits = scalar.Tag.Value switch
        {
            "tag:yaml.org,2002:null" => value.Type == JTokenType.Null,
            "tag:yaml.org,2002:bool" => value.Type == JTokenType.Boolean,
            "tag:yaml.org,2002:int" => value.Type == JTokenType.Integer,
            "tag:yaml.org,2002:float" => value.Type is JTokenType.Float or JTokenType.Integer,
            _ => throw Error(scalar, $"the YAML tag '{scalar.Tag.Value}' has no meaning in a contract", origin),
        };
        return fits ? value : throw Error(scalar, $"'{content}' does not fit its YAML tag '{scalar.Tag.Value}'", origin);
    }

    private string TextOf(Scalar scalar) => text.Original(scalar.Value);

    private void RefuseTag(ParsingEvent at, TagName tag, string usual, Origin origin)
    {
        if (!tag.IsEmpty && !tag.IsNonSpecific && tag.Value != usual)
        {
            throw Error(at, $"the YAML tag '{tag.Value}' has no meaning in a contract", origin);
        }
    }

    private ContractException Error(ParsingEvent at, string message, Origin? origin = null) => new(message, origin?.Pointer, At(at.Start));

    private Position At(Mark mark) => new(file, (int)mark.Line, (int)mark.Column);
}
