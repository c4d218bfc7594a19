namespace OpenAIChat.Runtime;

/// <summary>A response body, or one event of a stream, is longer than the caller accepts.</summary>
#pragma warning disable CA1032 // It never leaves the library: the transport explains it.
internal sealed class ResponseTooLargeException : Exception
#pragma warning restore CA1032
{
}
