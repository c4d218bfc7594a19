using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Newtonsoft.Json;

namespace OpenAIChat.Tests.Robustness;

/// <summary>A valid JSON document, and where each of its values stands.</summary>
internal sealed class Specimen
{
    private const ulong Seed = 20261120;

    private Specimen(byte[] json)
    {
        Json = json;
        Values = [.. Find(json)];
    }

    public byte[] Json { get; }

    public IReadOnlyList<(int Start, int End)> Values { get; }

    /// <summary>Draws documents of any model.</summary>
    public static Specimen[] Of<T>(int count)
        where T : JsonModel =>
        [.. AnyModel.Of<T>().Sample(20, new Rnd(Seed, 1), count)
            .Select(model => new Specimen(Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(model))))];

    public static Specimen Parse(string json) => new(Encoding.UTF8.GetBytes(json));

    private static List<(int Start, int End)> Find(byte[] json)
    {
        var values = new List<(int Start, int End)>();
        var open = new Stack<int>();
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            int start = (int)reader.TokenStartIndex;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push(start);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    values.Add((open.Pop(), (int)reader.BytesConsumed));
                    break;
                default:
                    values.Add((start, (int)reader.BytesConsumed));
                    break;
            }
        }

        return values;
    }
}
