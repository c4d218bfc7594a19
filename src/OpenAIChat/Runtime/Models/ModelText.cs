using System.Text;
using Newtonsoft.Json;

namespace OpenAIChat.Runtime;

/// <summary>Moves models from and to JSON text.</summary>
internal static class ModelText
{
    /// <summary>Reads the one value that a text holds.</summary>
    /// <exception cref="JsonException">The text is not one JSON value, or not of the kind the reader expects.</exception>
    public static T Read<T>(string json, JsonRead<T> read)
    {
        ArgumentNullException.ThrowIfNull(json);
        return JsonText.Read(Encoding.UTF8.GetBytes(json), read);
    }

    /// <summary>Writes a model.</summary>
    public static string Write(JsonModel model)
    {
        using var buffer = new PooledBuffer();
        JsonText.Write(model, buffer);
        return Utf8Text.Decode(buffer.Bytes, 0, buffer.Count);
    }

    /// <summary>Creates a copy of a model by writing and reading it.</summary>
    public static T Clone<T>(T model, JsonRead<T> read)
        where T : JsonModel
    {
        using var buffer = new PooledBuffer();
        JsonText.Write(model, buffer);
        return JsonText.Read(buffer.WrittenMemory, read);
    }
}
