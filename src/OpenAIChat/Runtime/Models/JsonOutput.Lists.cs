namespace OpenAIChat.Runtime;

/// <summary>Writes lists, and objects whose names are data.</summary>
internal readonly partial struct JsonOutput
{
    public void Strings(IEnumerable<string> values)
    {
        if (TryWriteMixed(values, static (json, value) => json.String(value)))
        {
            return;
        }

        StartArray();
        foreach (string value in values)
        {
            String(value);
        }

        EndArray();
    }

    public void Int32s(IEnumerable<int> values)
    {
        if (TryWriteMixed(values, static (json, value) => json.Int32(value)))
        {
            return;
        }

        StartArray();
        foreach (int value in values)
        {
            Int32(value);
        }

        EndArray();
    }

    public void Int64s(IEnumerable<long> values)
    {
        if (TryWriteMixed(values, static (json, value) => json.Int64(value)))
        {
            return;
        }

        StartArray();
        foreach (long value in values)
        {
            Int64(value);
        }

        EndArray();
    }

    public void Doubles(IEnumerable<double> values)
    {
        if (TryWriteMixed(values, static (json, value) => json.Double(value)))
        {
            return;
        }

        StartArray();
        foreach (double value in values)
        {
            Double(value);
        }

        EndArray();
    }

    public void Models<T>(IList<T> values)
        where T : JsonModel
    {
        if (TryWriteMixed(values, static (json, value) => json.Model(value)))
        {
            return;
        }

        StartArray();
        for (int i = 0; i < values.Count; i++)
        {
            Model(values[i]);
        }

        EndArray();
    }

    public void List<T>(IList<T> values, JsonWrite<T> item)
    {
        if (TryWriteMixed(values, item))
        {
            return;
        }

        StartArray();
        for (int i = 0; i < values.Count; i++)
        {
            WriteOrNull(values[i], item);
        }

        EndArray();
    }

    public void Map<T>(IDictionary<string, T> values, JsonWrite<T> write)
    {
        Mismatches? mismatches = (values as IMixedItems)?.Mismatches;
        int next = 0;
        int index = 0;
        StartMap();
        foreach (KeyValuePair<string, T> entry in values)
        {
            mismatches?.Write(this, ref next, index++, values.Count, values.ContainsKey);
            Name(entry.Key);
            WriteOrNull(entry.Value, write);
        }

        mismatches?.Write(this, ref next, int.MaxValue, values.Count, values.ContainsKey);
        EndObject();
    }

    private bool TryWriteMixed<T>(IEnumerable<T> values, JsonWrite<T> write)
    {
        if (values is not MixedList<T> { Mismatches: var mismatches } list)
        {
            return false;
        }

        int next = 0;
        StartArray();
        for (int i = 0; i < list.Count; i++)
        {
            mismatches.Write(this, ref next, i, list.Count, null);
            WriteOrNull(list[i], write);
        }

        mismatches.Write(this, ref next, int.MaxValue, list.Count, null);
        EndArray();
        return true;
    }

    private void WriteOrNull<T>(T item, JsonWrite<T> write)
    {
        if (item is { } value)
        {
            write(this, value);
        }
        else
        {
            Null();
        }
    }
}
