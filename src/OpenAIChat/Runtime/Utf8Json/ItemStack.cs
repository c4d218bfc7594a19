namespace OpenAIChat.Runtime;

/// <summary>The items of all lists that are being read, the innermost last: so that a list is created with the size it needs.</summary>
internal sealed class ItemStack
{
    private const int MaxKept = 4096;

    private object?[] items = new object?[16];

    /// <summary>Gets how many items there are.</summary>
    public int Count { get; private set; }

    public void Push(object? item)
    {
        if (Count == items.Length)
        {
            Array.Resize(ref items, Count * 2);
        }

        items[Count++] = item;
    }

    /// <summary>Moves the items from an index on into a list.</summary>
    public void PopInto<T>(List<T> list, int from)
    {
        for (int i = from; i < Count; i++)
        {
            list.Add((T)items[i]!);
        }

        Array.Clear(items, from, Count - from);
        Count = from;
    }

    /// <summary>Drops what a failed reading left behind; one huge list is no reason to keep a huge array.</summary>
    public void Clear()
    {
        if (items.Length > MaxKept)
        {
            items = new object?[16];
        }
        else if (Count > 0)
        {
            Array.Clear(items, 0, Count);
        }

        Count = 0;
    }
}
