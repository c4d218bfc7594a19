#if !NET
using System.Buffers.Binary;
#endif
using Newtonsoft.Json;

namespace OpenAIChat.Runtime;

/// <summary>Remembers how the last document of a stream was read, as far as the next one may start with the same bytes.</summary>
/// <remarks>
/// The chunks of a stream repeat its id, model, time and more, mostly up to the text that is new. Where the bytes are the same, so is
/// what they mean: the reader goes from one member to the next without parsing what lies between.
/// </remarks>
internal sealed class RepeatedStart
{
    // Few chunks have more members before what is new in them.
    private const int MostSteps = 32;

    private Step[] steps = new Step[16];
    private byte[] current = [];
    private byte[] last = [];
    private int lastLength;

    // How many steps lead through the last document, and how many have been made in this one.
    private int known;
    private int made;

    // How many bytes this document has in common with the last one, which was read to its end.
    private int same;

    /// <summary>Gets the texts that repeat in the documents of the stream.</summary>
    public StringCache Strings { get; } = new(7);

    /// <summary>Copies the next document, and compares it with the last one.</summary>
    public ReadOnlyMemory<byte> Take(ReadOnlySpan<byte> document)
    {
        (current, last) = (last, current);
        if (current.Length < document.Length)
        {
            current = new byte[Math.Max(document.Length, current.Length * 2)];
        }

        document.CopyTo(current);
        same = CommonLength(document, last.AsSpan(0, lastLength));
        lastLength = document.Length;
        known = made;
        made = 0;
        return new ReadOnlyMemory<byte>(current, 0, document.Length);
    }

    /// <summary>Finds the step that was made at a place of the last document, if this document is the same up to its end.</summary>
    /// <returns>An index for <see cref="this[int]"/>, or -1.</returns>
    public int Find(int position, object names)
    {
        int next = made;
        if (next < known)
        {
            ref readonly Step step = ref steps[next];
            // One byte more: it says where a number ends.
            if (step.Start == position && step.End < same && ReferenceEquals(step.Names, names))
            {
                made = next + 1;
                return next;
            }
        }

        return -1;
    }

    /// <summary>Remembers a step.</summary>
    public void Add(in Step step)
    {
        if (made == steps.Length)
        {
            if (made == MostSteps)
            {
                return;
            }

            Array.Resize(ref steps, Math.Min(made * 2, MostSteps));
        }

        steps[made++] = step;
        known = made;
    }

    /// <summary>Gets a step.</summary>
    public ref Step this[int index] => ref steps[index];

#if NET
    private static int CommonLength(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) => one.CommonPrefixLength(other);
#else
    private static int CommonLength(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        int most = Math.Min(one.Length, other.Length);
        int length = 0;
        while (length + sizeof(long) <= most
            && BinaryPrimitives.ReadInt64LittleEndian(one.Slice(length)) == BinaryPrimitives.ReadInt64LittleEndian(other.Slice(length)))
        {
            length += sizeof(long);
        }

        while (length < most && one[length] == other[length])
        {
            length++;
        }

        return length;
    }
#endif

    /// <summary>From one member of an object to the next.</summary>
    // Its fields are all that the reader would have found out by parsing.
    internal struct Step
    {
        /// <summary>What the member's index belongs to.</summary>
        public object Names;

        /// <summary>The text, once it was made.</summary>
        public string? Text;

        /// <summary>Where the step began: behind the value before, or behind the start of the object.</summary>
        public int Start;

        /// <summary>Where it ended: behind the value, or before a list or an object.</summary>
        public int End;

        /// <summary>Which member it led to.</summary>
        public int Member;

        /// <summary>What kind of token the value starts with.</summary>
        public JsonToken Token;

        /// <summary>Where the token starts.</summary>
        public int TokenStart;

        /// <summary>Where the text or the number starts.</summary>
        public int ValueStart;

        /// <summary>Where the text or the number ends.</summary>
        public int ValueEnd;

        /// <summary>Whether the text holds escapes.</summary>
        public bool Escaped;

        /// <summary>The value of a number that is a small integer.</summary>
        public long SmallInteger;
    }
}
