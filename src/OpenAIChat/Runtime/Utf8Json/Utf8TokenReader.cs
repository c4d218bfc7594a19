using System.Runtime.InteropServices;
using Newtonsoft.Json;

namespace OpenAIChat.Runtime;

/// <summary>Reads the tokens of one JSON document from UTF-8 bytes.</summary>
/// <remarks>
/// As strict as RFC 8259: comments, single quotes, unquoted names, trailing commas, <c>NaN</c>, leading zeros, raw control characters in
/// text
/// and invalid UTF-8 are errors. Knows nothing of what the document means.
/// </remarks>
// It has more fields than other types: they are the state of one pass, and parts would cost an indirection for each token.
internal sealed partial class Utf8TokenReader
{
    /// <summary>How deep objects and lists may nest: deep enough for any contract, shallow enough for any stack.</summary>
    public const int MaxDepth = 64;

    private readonly StringCache ownStrings;
    private StringCache strings;

    // The document is data[start..end]; everything before position has been read.
    private byte[] data = [];
    private int start;
    private int end;
    private int position;

    // The current token. Text and numbers stand at data[valueStart..valueEnd].
    private JsonToken token;
    private int tokenStart;
    private int valueStart;
    private int valueEnd;
    private bool escaped;

    // The value of an integer of at most eighteen characters.
    private long smallInteger;

    // The text of the current token, where it is known from an earlier document.
    private string? knownText;

    private int depth;
    private int maxDepth;
    private Level[] levels = new Level[MaxDepth];

    // Where the document is part of a larger one, the path of that place.
    private Func<string>? origin;

    /// <summary>Initializes a reader of one document after the other; nothing of one is kept for the next.</summary>
    /// <param name="cacheBits">The table of repeated text has two to this power of entries.</param>
    public Utf8TokenReader(int cacheBits = 6) => strings = ownStrings = new StringCache(cacheBits);

    /// <summary>Gets the kind of the current token; <see cref="JsonToken.None"/> before the first and after the last.</summary>
    public JsonToken TokenType => token;

    /// <summary>Gets how many objects and lists are open.</summary>
    public int Depth => depth;

    /// <summary>Gets the index of the next byte to read.</summary>
    public int Position => position;

    /// <summary>Gets 64 flags that the caller may keep for the innermost open object; all are cleared when an object is opened.</summary>
    public ref ulong ObjectFlags => ref levels[depth - 1].Flags;

    /// <summary>Gets or sets whether the caller has come upon a name twice in one object.</summary>
    public bool HasRepeatedNames { get; set; }

    /// <summary>Gets what the caller gathers while it reads lists.</summary>
    public ItemStack Items { get; } = new();

    /// <summary>Starts over with another document.</summary>
    /// <param name="utf8">The document, with or without a byte order mark; it must not change until <see cref="Release"/>.</param>
    /// <param name="shared">What the document has in common with the one before it.</param>
    /// <param name="maxDepth">How deep objects and lists may nest.</param>
    /// <param name="origin">Gets the path to prepend in errors, where the document is part of a larger one.</param>
    public void Reset(ReadOnlyMemory<byte> utf8, RepeatedStart? shared = null, int maxDepth = MaxDepth, Func<string>? origin = null)
    {
        Release();
        repeated = shared;
        strings = shared?.Strings ?? ownStrings;
        this.maxDepth = maxDepth;
        this.origin = origin;
        if (!MemoryMarshal.TryGetArray(utf8, out ArraySegment<byte> segment))
        {
            segment = new ArraySegment<byte>(utf8.ToArray());
        }

        data = segment.Array ?? [];
        start = segment.Offset;
        end = segment.Offset + segment.Count;
        if (end - start >= 3 && data[start] == 0xEF && data[start + 1] == 0xBB && data[start + 2] == 0xBF)
        {
            start += 3;
        }

        position = start;
    }

    /// <summary>Lets go of the document.</summary>
    public void Release()
    {
        data = [];
        repeated = null;
        origin = null;
        HasRepeatedNames = false;
        start = end = position = depth = 0;
        token = JsonToken.None;
        knownText = null;
        Items.Clear();
        ownStrings.Clear();
    }

    /// <summary>Remembers the place of the object or list just entered, to read it again.</summary>
    public Checkpoint Save() => new(position, tokenStart, token, depth);

    /// <summary>Goes back to a place from which nothing but the object's own members has been read.</summary>
    public void Restore(in Checkpoint place)
    {
        position = place.Position;
        tokenStart = place.TokenStart;
        token = place.Token;
        depth = place.Depth;
        levels[depth - 1] = new Level { IsObject = token == JsonToken.StartObject };
    }

    /// <summary>A place in the document.</summary>
    internal readonly record struct Checkpoint(int Position, int TokenStart, JsonToken Token, int Depth);

    private struct Level
    {
        public bool IsObject;
        public ulong Flags;
    }
}
