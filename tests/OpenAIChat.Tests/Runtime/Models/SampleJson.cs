using System.Text;
using Newtonsoft.Json;
using OpenAIChat.Runtime;

namespace OpenAIChat.Tests.Runtime.Models;

/// <summary>The two ways a model is read and written: as the client does, and by Newtonsoft.</summary>
public enum Route
{
    Client,
    Newtonsoft,
}

/// <summary>Reads and writes samples by either route.</summary>
internal static class SampleJson
{
    public static SampleModel Read(string json, Route route = Route.Client) => route == Route.Client
        ? JsonText.Read(Encoding.UTF8.GetBytes(json), SampleModel.Read)
        : JsonConvert.DeserializeObject<SampleModel>(json)!;

    public static string Write(JsonModel model, Route route = Route.Client)
    {
        if (route == Route.Newtonsoft)
        {
            return JsonConvert.SerializeObject(model);
        }

        using var buffer = new PooledBuffer();
        JsonText.Write(model, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
