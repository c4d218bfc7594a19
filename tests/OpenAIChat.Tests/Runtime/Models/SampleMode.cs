using Newtonsoft.Json;
using OpenAIChat.Runtime;

namespace OpenAIChat.Tests.Runtime.Models;

/// <summary>An open enum as the generator prints it.</summary>
[JsonConverter(typeof(SampleModeConverter))]
internal readonly struct SampleMode(string value) : IEquatable<SampleMode>
{
    private readonly string? value = value;

    public string Value => value ?? "";

    public static SampleMode Fast => new("fast");

    public bool Equals(SampleMode other) => Value == other.Value;

    public override bool Equals(object? obj) => obj is SampleMode other && Equals(other);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);

    public override string ToString() => Value;
}

internal sealed class SampleModeConverter : EnumConverter<SampleMode>
{
    protected override SampleMode Create(string text) => new(text);

    protected override string GetText(SampleMode value) => value.Value;
}
