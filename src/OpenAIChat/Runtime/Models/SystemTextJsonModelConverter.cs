#if NET
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpenAIChat.Runtime;

/// <summary>Lets System.Text.Json read and write a model through its generated code: no serializer option changes the JSON.</summary>
/// <typeparam name="T">The type of the model.</typeparam>
/// <remarks>Public, since the code that source generators write into other programs creates it.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SystemTextJsonModelConverter<[DynamicallyAccessedMembers(
    DynamicallyAccessedMemberTypes.NonPublicMethods)] T> : JsonConverter<T>
    where T : class
{
    // Only generated code can read, and the base types that have none are written only.
    private static readonly JsonRead<T>? ReadModel = typeof(T)
        .GetMethod("Read", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly, [typeof(JsonInput)])
        ?.CreateDelegate<JsonRead<T>>();

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SystemTextJsonBridge.Read(
            ref reader,
            ReadModel ?? throw new NotSupportedException($"{typeof(T)} is a base type: deserialize one of its subtypes."));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        SystemTextJsonBridge.Write(writer, value, static (json, value) =>
        {
            switch (value)
            {
                case JsonModel model: json.Model(model); break;
                case JsonUnion union: json.Union(union); break;
                default: json.Json((JsonObject)(object)value); break;
            }
        });
    }
}
#endif
