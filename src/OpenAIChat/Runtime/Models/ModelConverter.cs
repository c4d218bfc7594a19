using Newtonsoft.Json;

namespace OpenAIChat.Runtime;

/// <summary>
/// Lets Newtonsoft read and write a model through its generated code: no reflection, and no serializer setting changes the JSON.
/// </summary>
internal abstract class ModelConverter<T> : JsonConverter
    where T : class
{
    public override bool CanConvert(Type objectType) => typeof(T).IsAssignableFrom(objectType);

    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        if (reader.TokenType == JsonToken.Null)
        {
            return null;
        }

        T value = JsonText.Read(reader, Read);
        return objectType.IsInstanceOfType(value)
            ? value
            : throw new JsonSerializationException(
                $"Expected the JSON of {objectType.Name} but found that of {value.GetType().Name}. Path '{reader.Path}'.",
                reader.Path,
                0,
                0,
                null);
    }

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        if (value is null)
        {
            writer.WriteNull();
        }
        else
        {
            JsonText.Write(writer, (T)value, Write);
        }
    }

    protected abstract T Read(JsonInput json);

    protected abstract void Write(JsonOutput json, T value);
}
