namespace OpenAIChat.Runtime;

/// <summary>Writes one value.</summary>
internal delegate void JsonWrite<in T>(JsonOutput json, T value);
