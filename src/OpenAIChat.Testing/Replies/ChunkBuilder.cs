using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>Turns a completion into the events that stream it.</summary>
internal static class ChunkBuilder
{
    private static readonly string[] SharedMembers = ["id", "created", "model", "service_tier", "system_fingerprint"];
    private static readonly string[] OwnMembers = ["object", "choices", "usage", "metadata"];

    public static IEnumerable<byte[]> Events(JObject completion, JObject request, CompletionContent content)
    {
        bool includeUsage = IsTrue(request, "include_usage");
        bool obfuscate = IsTrue(request, "include_obfuscation");
        IEnumerable<JObject> choices = completion.ObjectsAt("choices");
        foreach (JObject choice in Interleave(choices.Select(choice => DeltaBuilder.Choices(choice, content.ChunkLength))))
        {
            JObject chunk = Chunk(completion, choice);
            if (includeUsage)
            {
                chunk.Add("usage", null);
            }

            if (obfuscate)
            {
                chunk.Add("obfuscation", "offline");
            }

            yield return Event(chunk);
        }

        if (Remaining(completion, includeUsage) is { } last)
        {
            yield return Event(last);
        }

        if (content.SendDone)
        {
            yield return SseText.Done;
        }
    }

    private static bool IsTrue(JObject request, string option) => request.At("stream_options", option) is JValue { Value: true };

    // The choices grow together, one piece of each in turn, as they do when a model writes them.
    private static IEnumerable<JObject> Interleave(IEnumerable<IEnumerable<JObject>> sequences)
    {
        var open = new List<IEnumerator<JObject>>(sequences.Select(sequence => sequence.GetEnumerator()));
        while (open.Count > 0)
        {
            for (int i = 0; i < open.Count;)
            {
                if (open[i].MoveNext())
                {
                    yield return open[i++].Current;
                }
                else
                {
                    open[i].Dispose();
                    open.RemoveAt(i);
                }
            }
        }
    }

    private static JObject Chunk(JObject completion, params JObject[] choices)
    {
        var chunk = new JObject(new JProperty("object", "chat.completion.chunk"));
        foreach (string name in SharedMembers)
        {
            if (completion[name] is { } value)
            {
                chunk.Add(name, value);
            }
        }

        chunk.Add("choices", new JArray(choices.Cast<object>().ToArray()));
        return chunk;
    }

    // What belongs to no choice comes in one chunk without choices: usage when asked for, moderation and members we do not know.
    private static JObject? Remaining(JObject completion, bool includeUsage)
    {
        JProperty[] rest = [.. completion.Properties().Where(member =>
            member.Name == "usage" ? includeUsage : !SharedMembers.Contains(member.Name) && !OwnMembers.Contains(member.Name))];
        if (rest.Length == 0)
        {
            return null;
        }

        JObject chunk = Chunk(completion);
        chunk.Add(rest.Cast<object>().ToArray());
        return chunk;
    }

    private static byte[] Event(JObject chunk) => SseText.Event(chunk.ToString(Formatting.None));
}
