using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Newtonsoft.Json;

namespace OpenAIChat.Tests.Robustness;

/// <summary>An event stream of any chunks, spelled in any way the format allows, and a place for every cut.</summary>
internal sealed record AnyStream(string[] Chunks, byte[] Bytes, int[] Cuts)
{
    private static readonly string[] LineEnds = ["\n", "\r", "\r\n"];

    private static readonly string[] Asides
        = ["", "", ": keep-alive\n\n", ":\n", "id: 7\n", "retry: 10\n", "event: message\n", "unknown: x\n", "id\n\n"];

    public static Gen<AnyStream> Values { get; } =
        from chunks in Gen.Choose(1, 4).SelectMany(count => Gen.ArrayOf(AnyModel.Of<CreateChatCompletionStreamResponse>(), count))
        from events in Gen.CollectToArray(chunks, Event)
        from mark in Gen.Elements("", "\uFEFF")
        from end in Gen.Elements("data: [DONE]\n\n", "data:[DONE]\r\n\r\n", "data: [DONE]\r\r", "data: [DONE] \n\n")
        let bytes = Encoding.UTF8.GetBytes(mark + string.Concat(events) + end)
        from cuts in Cutting(bytes.Length)
        select new AnyStream([.. chunks.Select(chunk => JsonConvert.SerializeObject(chunk))], bytes, cuts);

    public override string ToString() => $"cut at {string.Join(' ', Cuts)}:\n{JsonConvert.ToString(Encoding.UTF8.GetString(Bytes))}";

    // An event is one line of data, or as many as the indented JSON has.
    private static Gen<string> Event(CreateChatCompletionStreamResponse chunk) =>
        from aside in Gen.Elements(Asides)
        from formatting in Gen.Elements(Formatting.None, Formatting.Indented)
        from prefix in Gen.Elements("data:", "data: ")
        from lineEnd in Gen.Elements(LineEnds)
        let lines = JsonConvert.SerializeObject(chunk, formatting).ReplaceLineEndings("\n").Split('\n')
        select aside.Replace("\n", lineEnd) + string.Concat(lines.Select(line => prefix + line + lineEnd)) + lineEnd;

    private static Gen<int[]> Cutting(int length) => Gen.Frequency(
        (1, Gen.Constant(Enumerable.Range(1, length).ToArray())),
        (4, Gen.ArrayOf(Gen.Choose(1, length)).Select(cuts => cuts.Order().ToArray())));
}
