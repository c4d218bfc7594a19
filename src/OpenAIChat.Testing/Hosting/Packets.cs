namespace OpenAIChat.Testing;

/// <summary>Re-divides the parts of a body into pieces of a given number of bytes.</summary>
internal static class Packets
{
    public static IEnumerable<ReadOnlyMemory<byte>> Of(IEnumerable<byte[]> parts, int? size)
    {
        if (size is not { } length)
        {
            foreach (byte[] part in parts)
            {
                yield return part;
            }

            yield break;
        }

        foreach (byte[] packet in parts.SelectMany(part => part).Chunk(length))
        {
            yield return packet;
        }
    }
}
