namespace OpenAIChat.Runtime;

/// <summary>Reads one value; the input stands on its first token and is left on its last.</summary>
internal delegate T JsonRead<out T>(JsonInput json);
