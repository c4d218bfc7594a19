namespace OpenAIChat.WebSample;

/// <summary>What an event tells the page.</summary>
/// <param name="Text">A piece of the answer, the name of a function, or what went wrong.</param>
public sealed record ChatEvent(string Text);
