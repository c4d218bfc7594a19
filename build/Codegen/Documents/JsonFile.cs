using System.Text;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace Codegen;

/// <summary>Reads JSON text into tokens that know their place.</summary>
/// <remarks>System.Text.Json's reader is used because it hands out the digits of a number as they are written.</remarks>
internal sealed class JsonFile
{
    private readonly string file;
    private readonly byte[] utf8;
    private readonly List<int> lineStarts = [0];

    private JsonFile(string file, string text)
    {
        this.file = file;
        utf8 = Encoding.UTF8.GetBytes(text);
        for (int i = 0; i < utf8.Length; i++)
        {
            if (utf8[i] == '\n')
            {
                lineStarts.Add(i + 1);
            }
        }
    }

    /// <exception cref="ContractException">The text is not JSON, or an object has a member twice.</exception>
    public static JToken Parse(string file, string text) => new JsonFile(file, text).Parse();

    private JToken Parse()
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = ContractDocument.MaxDepth });
        try
        {
            reader.Read();
            JToken root = Node(ref reader, null, "");
            reader.Read();
            return root;
        }
        catch (JsonException wrong)
        {
            int line = (int)(wrong.LineNumber ?? 0);
            // The position is in the exception; its message repeats it at the end.
            string reason = wrong.Message.Split(" LineNumber:")[0];
            throw new ContractException($"malformed JSON: {reason}", null, At(lineStarts[line] + (int)(wrong.BytePositionInLine ?? 0)));
        }
    }

    private JToken Node(ref Utf8JsonReader reader, Origin? parent, string segment)
    {
        Position at = At((int)reader.TokenStartIndex);
        var origin = new Origin(parent, segment, at.Line, at.Column);
        JToken node = reader.TokenType switch
        {
            JsonTokenType.StartObject => Object(ref reader, origin),
            JsonTokenType.StartArray => Array(ref reader, origin),
            JsonTokenType.String => JValue.CreateString(Text(ref reader)),
            JsonTokenType.True => new JValue(true),
            JsonTokenType.False => new JValue(false),
            JsonTokenType.Null => JValue.CreateNull(),
            _ => Number(ref reader, origin),
        };
        node.AddAnnotation(origin);
        return node;
    }

    private JObject Object(ref Utf8JsonReader reader, Origin origin)
    {
        var members = new JObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            int start = (int)reader.TokenStartIndex;
            string name = Text(ref reader);
            if (members.ContainsKey(name))
            {
                throw new ContractException($"duplicate key '{name}'", origin.Pointer, At(start));
            }

            reader.Read();
            members.Add(name, Node(ref reader, origin, name));
        }

        return members;
    }

    private JArray Array(ref Utf8JsonReader reader, Origin origin)
    {
        var items = new JArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Node(ref reader, origin, items.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        return items;
    }

    private string Text(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new ContractException("malformed JSON: a string holds half of a surrogate pair", null, At(start));
        }
    }

    private JValue Number(ref Utf8JsonReader reader, Origin origin)
    {
        string digits = Encoding.UTF8.GetString(reader.ValueSpan);
        return Scalars.Number(digits)
            ?? throw new ContractException($"the number {digits} is out of range", origin.Pointer, At((int)reader.TokenStartIndex));
    }

    private Position At(int offset)
    {
        int line = lineStarts.BinarySearch(offset);
        line = line < 0 ? ~line - 1 : line;
        int length = Math.Clamp(offset - lineStarts[line], 0, utf8.Length - lineStarts[line]);
        return new Position(file, line + 1, Encoding.UTF8.GetCharCount(utf8, lineStarts[line], length) + 1);
    }
}
