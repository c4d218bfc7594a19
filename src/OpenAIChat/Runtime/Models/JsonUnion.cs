using OpenAIChat.Runtime;

namespace OpenAIChat;

/// <summary>Base of the values that may be of several kinds: text or a list, a name or an object.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(SystemTextJsonModelConverter<JsonUnion>))]
#endif
public abstract class JsonUnion
{
    private protected JsonUnion(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = value;
    }

    /// <summary>Gets the value, whatever its kind.</summary>
    public object Value { get; }

    /// <summary>Returns the text when the value is text, else JSON with every long text shortened.</summary>
    public override string ToString() => Value as string ?? ShorteningWriter.Print(Write);

    /// <summary>
    /// Determines whether the other is of the same type and holds an equal value; a value that is an object or a list equals only itself.
    /// </summary>
    public override bool Equals(object? obj) => obj is JsonUnion other && other.GetType() == GetType() && Value.Equals(other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    internal abstract void Write(JsonOutput json);

    internal virtual void Validate(ModelValidator check)
    {
    }
}
