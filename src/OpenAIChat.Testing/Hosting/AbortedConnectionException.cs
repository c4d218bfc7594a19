namespace OpenAIChat.Testing;

/// <summary>Makes Kestrel close the connection in the middle of a response, after everything written so far was sent.</summary>
internal sealed class AbortedConnectionException() : Exception("The reply asks for a broken connection.");
