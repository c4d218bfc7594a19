using Newtonsoft.Json;

namespace OpenAIChat.Runtime;

/// <summary>Lets Newtonsoft read and write a model through its generated code: no reflection, and no serializer setting changes the JSON.</summary>
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

        using var input = new BorrowedReader(reader);
        T value = Read(input.Json);
        return objectType.IsInstanceOfType(value)
            ? value
            : throw input.Json.Unexpected($"the JSON of {objectType.Name}, which this is not: it is {value.GetType().Name},");
    }

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        var json = new JsonOutput(writer);
        if (value is null)
        {
            json.Null();
        }
        else
        {
            Write(json, (T)value);
        }
    }

    protected abstract T Read(JsonInput json);

    protected abstract void Write(JsonOutput json, T value);
}
