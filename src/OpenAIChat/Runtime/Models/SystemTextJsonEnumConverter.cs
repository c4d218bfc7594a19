#if NET
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpenAIChat.Runtime;

/// <summary>Lets System.Text.Json read and write an open enum as its text, whatever the text is, as a key of a dictionary too.</summary>
/// <typeparam name="T">The type of the enum.</typeparam>
/// <remarks>Public, since the code that source generators write into other programs creates it.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SystemTextJsonEnumConverter<[DynamicallyAccessedMembers(
    DynamicallyAccessedMemberTypes.PublicMethods)] T> : JsonConverter<T>
    where T : struct
{
    private static readonly Func<string?, T> FromText = typeof(T).GetMethod("op_Implicit", [typeof(string)])!
        .CreateDelegate<Func<string?, T>>();

    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FromText(reader.TokenType == JsonTokenType.Null ? null : SystemTextJsonBridge.Read(ref reader, static json => json.ReadString()));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        SystemTextJsonBridge.Write(writer, value, static (json, value) => json.String(value.ToString()));
    }

    /// <inheritdoc/>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FromText(reader.GetString());

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(value.ToString()!);
    }
}
#endif
