using Newtonsoft.Json;

namespace OpenAIChat.Runtime;

/// <summary>Lets Newtonsoft read and write an open enum as its text, whatever the text is.</summary>
internal abstract class EnumConverter<T> : JsonConverter
    where T : struct
{
    public override bool CanConvert(Type objectType) => objectType == typeof(T) || objectType == typeof(T?);

    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        if (reader.TokenType is JsonToken.Null or JsonToken.Undefined)
        {
            return objectType == typeof(T?) ? null : default(T);
        }

        return Create(NewtonsoftBridge.ReadText(reader)!);
    }

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        if (value is null)
        {
            writer.WriteNull();
        }
        else
        {
            writer.WriteValue(GetText((T)value));
        }
    }

    /// <summary>Creates the value that stands for a text.</summary>
    protected abstract T Create(string text);

    /// <summary>Gets the text that a value stands for.</summary>
    protected abstract string GetText(T value);
}
