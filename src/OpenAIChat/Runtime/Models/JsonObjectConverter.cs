namespace OpenAIChat.Runtime;

/// <summary>Lets Newtonsoft read and write a <see cref="JsonObject"/>.</summary>
internal sealed class JsonObjectConverter : ModelConverter<JsonObject>
{
    protected override JsonObject Read(JsonInput json) => json.ReadJsonObject();

    protected override void Write(JsonOutput json, JsonObject value) => json.Json(value);
}
