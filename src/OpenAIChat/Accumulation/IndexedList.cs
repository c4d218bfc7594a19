using System.Collections;

namespace OpenAIChat;

/// <summary>Items in the order of their index, whatever the order in which they come.</summary>
/// <remarks>Items that come out of order are sorted when somebody reads them, not when they come.</remarks>
internal sealed class IndexedList<T>(Func<int, T> create) : IReadOnlyList<T>
{
    private readonly List<KeyValuePair<int, T>> items = [];
    private Dictionary<int, T>? itemsByIndex;
    private bool isSorted = true;
    private int lowest;
    private int spareIndex = int.MaxValue;

    public int Count => items.Count;

    public T this[int position]
    {
        get
        {
            // The first item is read after every chunk.
            if (position == 0 && !isSorted)
            {
                return itemsByIndex![lowest];
            }

            Sort();
            return items[position].Value;
        }
    }

    /// <summary>Gets the index behind that of every item, or a free one where there is none behind.</summary>
    public int NextIndex
    {
        get
        {
            if (items.Count == 0)
            {
                return 0;
            }

            if (Highest < int.MaxValue)
            {
                return Highest + 1;
            }

            while (ItemsByIndex.ContainsKey(spareIndex))
            {
                spareIndex--;
            }

            return spareIndex;
        }
    }

    private int Highest { get; set; }

    private Dictionary<int, T> ItemsByIndex => itemsByIndex ??= items.ToDictionary(static item => item.Key, static item => item.Value);

    /// <summary>Gets the item with an index, created now if it is new.</summary>
    public T GetOrAdd(int index)
    {
        // Mostly it is the last one, or the one after it.
        if (items.Count > 0 && items[items.Count - 1].Key == index)
        {
            return items[items.Count - 1].Value;
        }

        bool isNext = items.Count == 0 || index > Highest;
        if (!isNext && ItemsByIndex.TryGetValue(index, out T? known))
        {
            return known;
        }

        T item = create(index);
        lowest = items.Count == 0 ? index : Math.Min(lowest, index);
        Highest = items.Count == 0 ? index : Math.Max(Highest, index);
        isSorted &= isNext;
        items.Add(new KeyValuePair<int, T>(index, item));
        itemsByIndex?.Add(index, item);
        return item;
    }

    public IEnumerator<T> GetEnumerator()
    {
        Sort();
        foreach (KeyValuePair<int, T> item in items)
        {
            yield return item.Value;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Sort()
    {
        if (!isSorted)
        {
            items.Sort(static (left, right) => left.Key.CompareTo(right.Key));
            isSorted = true;
        }
    }
}
