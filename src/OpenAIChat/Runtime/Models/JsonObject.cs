using System.Diagnostics.CodeAnalysis;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenAIChat.Runtime;

namespace OpenAIChat;

/// <summary>An immutable free-form JSON object, such as a JSON Schema: encoded once, written as it is.</summary>
[JsonConverter(typeof(JsonObjectConverter))]
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(SystemTextJsonModelConverter<JsonObject>))]
#endif
public sealed class JsonObject : IEquatable<JsonObject>
{
    private readonly byte[] utf8;

    internal JsonObject(byte[] utf8) => this.utf8 = utf8;

    internal JsonObject(JObject value) => utf8 = JsonText.Encode(value);

    /// <summary>Gets the object without members.</summary>
    internal static JsonObject Empty { get; } = new(new JObject());

    /// <summary>Gets the UTF-8 text.</summary>
    internal ReadOnlyMemory<byte> Utf8 => utf8;

    /// <summary>Gets a member, or null when there is none.</summary>
    /// <param name="name">The member's name.</param>
    /// <remarks>Every access reads the text anew; use <see cref="ToJObject"/> to look at several members.</remarks>
    public JToken? this[string name] => ToJObject()[name];

    /// <summary>Converts by <see cref="JsonObject(JObject)">copying</see>: later changes to the object do not show.</summary>
    /// <param name="value">The object, or null.</param>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator JsonObject?(JObject? value) => value is null ? null : new JsonObject(value);

    /// <summary>Converts to a new <see cref="JObject"/>.</summary>
    /// <param name="value">The object, or null.</param>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator JObject?(JsonObject? value) => value?.ToJObject();

    /// <summary>Compares by content, whatever the order of the members.</summary>
    /// <param name="left">One object.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(JsonObject? left, JsonObject? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Compares by content, whatever the order of the members.</summary>
    /// <param name="left">One object.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(JsonObject? left, JsonObject? right) => !(left == right);

    /// <summary>Reads an object from JSON text.</summary>
    /// <param name="json">The text of one JSON object.</param>
    /// <exception cref="JsonException">The text is not one JSON object.</exception>
    public static JsonObject Parse([StringSyntax(StringSyntaxAttribute.Json)] string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return JsonText.Read(Encoding.UTF8.GetBytes(json), static input => input.ReadJsonObject());
        }
        catch (JsonException fault)
        {
            throw new JsonReaderException("The text is not one JSON object: " + fault.Message, fault);
        }
    }

    /// <summary>Creates an object from any .NET object, for example an anonymous one.</summary>
    /// <param name="value">The object; its public properties become members. A <c>JsonElement</c> or <c>JsonNode</c> is taken for the JSON
    /// it holds.</param>
    [RequiresUnreferencedCode("Looks at the properties of the object at run time. Use Parse or a JObject in trimmed programs.")]
    [RequiresDynamicCode("Looks at the properties of the object at run time. Use Parse or a JObject in programs compiled ahead of time.")]
    public static JsonObject FromObject(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        // The trees of System.Text.Json are JSON by their text; their public properties are something else.
        if (value.GetType().Namespace is "System.Text.Json" or "System.Text.Json.Nodes")
        {
            return Parse(value.ToString() ?? "");
        }

        return value as JsonObject ?? new JsonObject(value as JObject ?? JObject.FromObject(value));
    }

    /// <summary>Returns the object as a new tree of tokens, numbers and dates as they are in the text.</summary>
    public JObject ToJObject() => (JObject)JsonText.Read(utf8, static input => input.ReadToken());

    /// <summary>Returns the JSON text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(utf8);

    /// <summary>Compares by content, whatever the order of the members.</summary>
    /// <param name="other">The other object.</param>
    public bool Equals(JsonObject? other)
    {
        if (other is null || utf8.AsSpan().SequenceEqual(other.utf8))
        {
            return other is not null;
        }

        try
        {
            return JToken.DeepEquals(ToJObject(), other.ToJObject());
        }
        catch (OverflowException)
        {
            // Newtonsoft compares a number beyond decimal's range with one inside it: they differ.
            return false;
        }
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as JsonObject);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        int hash = 0;
        foreach (JProperty member in ToJObject().Properties())
        {
            // Equal objects may have their members in different order.
            hash ^= StringComparer.Ordinal.GetHashCode(member.Name);
        }

        return hash;
    }

    internal static JsonObject Read(JsonInput json) => json.ReadJsonObject();
}
