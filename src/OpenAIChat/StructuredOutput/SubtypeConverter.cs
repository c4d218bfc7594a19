using System.Diagnostics.CodeAnalysis;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenAIChat.StructuredOutput;

namespace OpenAIChat;

/// <summary>
/// Reads and writes the subtypes that <see cref="SubtypeAttribute"/> declares, with the discriminator as the first member.
/// </summary>
[RequiresUnreferencedCode(StructuredType.TrimWarning)]
[RequiresDynamicCode(StructuredType.TrimWarning)]
public sealed class SubtypeConverter : JsonConverter
{
    // Subtypes inherit the converter: for the one value that it has prepared it steps aside, so that the serializer goes on by itself.
    [ThreadStatic]
    private static bool stepsAside;

    /// <inheritdoc/>
    public override bool CanRead => !StepAside();

    /// <inheritdoc/>
    public override bool CanWrite => !StepAside();

    /// <inheritdoc/>
    public override bool CanConvert(Type objectType) => objectType is not null && Subtypes.Of(objectType) is not null;

    /// <inheritdoc/>
    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(objectType);
        ArgumentNullException.ThrowIfNull(serializer);
        if (reader.TokenType == JsonToken.Null)
        {
            return null;
        }

        Subtypes union = Subtypes.Of(objectType)
            ?? throw new JsonSerializationException($"{objectType.Name} declares no subtypes; add [Subtype] to it.");
        // A text that looks like a date stays a text.
        DateParseHandling dates = reader.DateParseHandling;
        reader.DateParseHandling = DateParseHandling.None;
        var json = JObject.Load(reader);
        reader.DateParseHandling = dates;
        string? value = json[union.Discriminator] is JValue { Value: string text } ? text : null;
        Type type = union.TypeOf(value)
            ?? throw new JsonSerializationException($"No subtype of {objectType.Name} has the given value of \"{union.Discriminator}\".");
        json.Remove(union.Discriminator);
        using JsonReader inner = json.CreateReader();
        inner.DateParseHandling = dates;
        stepsAside = true;
        try
        {
            return serializer.Deserialize(inner, type);
        }
        finally
        {
            stepsAside = false;
        }
    }

    /// <inheritdoc/>
    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(serializer);
        if (value is null)
        {
            writer.WriteNull();
            return;
        }

        Type type = value.GetType();
        var union = Subtypes.Of(type);
        string name = union?.ValueOf(type)
            ?? throw new JsonSerializationException($"{type.Name} is not declared as a subtype; add [Subtype] to its base type.");
        JObject json;
        stepsAside = true;
        try
        {
            json = JObject.FromObject(value, serializer);
        }
        finally
        {
            stepsAside = false;
        }

        json.AddFirst(new JProperty(union.Discriminator, name));
        json.WriteTo(writer);
    }

    private static bool StepAside()
    {
        bool result = stepsAside;
        stepsAside = false;
        return result;
    }
}
