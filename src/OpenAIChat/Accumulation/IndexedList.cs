using System.Collections;

namespace OpenAIChat;

/// <summary>Items in the order of their index, whatever the order in which they come.</summary>
internal sealed class IndexedList<T>(Func<int, T> create) : IReadOnlyList<T>
{
    private readonly List<int> indexes = [];
    private readonly List<T> items = [];

    public int Count => items.Count;

    public T this[int position] => items[position];

    /// <summary>Gets the item with an index, made now if it is new.</summary>
    public T GetOrAdd(int index)
    {
        // Mostly it is the last one, or the one after it.
        int position = indexes.Count == 0 || index > indexes[indexes.Count - 1] ? ~indexes.Count : indexes.BinarySearch(index);
        if (position < 0)
        {
            position = ~position;
            indexes.Insert(position, index);
            items.Insert(position, create(index));
        }

        return items[position];
    }

    public IEnumerator<T> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
