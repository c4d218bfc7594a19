using System.Text;

namespace OpenAIChat.Tests.Robustness;

/// <summary>Spoils documents: a value of another kind here, a bent byte there, a piece lost, doubled or moved.</summary>
internal sealed class Mutator(int seed)
{
    private const int DeepEnough = 200;

    private static readonly byte[][] Values = [.. new[]
    {
        "null", "true", "false", "0", "-0", "-1", "1.5", "12.0", "1e5", "1e999", "-1e-999", "99999999999999999999",
        "0.30000000000000000000000000000000000001",
        "\"\"", "\"x\"", "\"\\ud800\"", "\"\\u0000\"", "\"2024-01-01T00:00:00Z\"", "\"user\"", "\"function\"", "\"error\"", "[]", "[null]",
        "{}", "[[]]",
        """{"type":"text","text":[]}""", """{"type":{},"role":7}""", """{"error":{"message":"no"}}""", """{"a":1,"a":2,"index":0}""", " [ 1 , 2 ] ",
    }.Select(Encoding.UTF8.GetBytes)];

    private static readonly byte[][] NoValues = [.. new[]
    {
        "", "-", "01", "+1", "1.", ".5", "12e", "--1", "1e+", "NaN", "-Infinity", "undefined", "nul", "'x'", "/* x */ 1", "new Date(1)", "\uFEFF{}", "\"\n\"", "\"\\x\"",
        "[1,", "[1,]", "{\"a\"", "{\"a\":}", "{,}", "{1:2}", "[}", new string('[', DeepEnough), new string('[', DeepEnough)
            + new string(']', DeepEnough),
        string.Concat(Enumerable.Repeat("{\"content\":", DeepEnough)) + "1" + new string('}', DeepEnough),
    }.Select(Encoding.UTF8.GetBytes)];

    private static readonly byte[][] Crumbs = [.. new[] {
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\n",
        "\r",
        "\r\n\r\n",
        "data: ",
        "\0",
        " ",
        "\\u",
        "e" }
        .Select(Encoding.UTF8.GetBytes), [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xEF, 0xBB, 0xBF]];

    private readonly Random random = new(seed);

    public Random Random => random;

    /// <summary>Puts other values in place of a few, and spoils some bytes.</summary>
    public byte[] Spoil(Specimen specimen)
    {
        byte[] json = specimen.Json;
        // From the back, so that what stands before keeps its place.
        foreach ((int start, int end) in Enumerable.Range(0, random.Next(4)).Select(_ => Any(specimen.Values))
            .OrderByDescending(value => value.Start)
            .ToArray())
        {
            json = [.. json[..start], .. Any(random.Next(10) == 0 ? NoValues : Values), .. json[Math.Min(end, json.Length)..]];
        }

        return random.Next(4) == 0 ? Spoil(json) : json;
    }

    /// <summary>Spoils some bytes.</summary>
    public byte[] Spoil(byte[] bytes)
    {
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int from = random.Next(bytes.Length + 1);
            int to = Math.Min(bytes.Length, from + random.Next(1, 1 << random.Next(1, 8)));
            bytes = random.Next(7) switch
            {
                0 => [.. bytes[..from], .. bytes[to..]],
                1 => [.. bytes[..to], .. bytes[from..]],
                2 => [.. bytes[..from], .. Any(Crumbs), .. bytes[from..]],
                3 => [.. bytes[..from], .. Any(Crumbs), .. bytes[to..]],
                4 => bytes[..from],
                5 => [.. bytes[from..to], .. bytes[..from], .. bytes[to..]],
                _ => Bend(bytes),
            };
        }

        return bytes;
    }

    public T Any<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private byte[] Bend(byte[] bytes)
    {
        byte[] bent = [.. bytes];
        if (bent.Length > 0)
        {
            bent[random.Next(bent.Length)] ^= (byte)(1 << random.Next(8));
        }

        return bent;
    }
}
