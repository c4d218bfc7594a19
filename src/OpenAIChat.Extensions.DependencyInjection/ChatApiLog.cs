using Microsoft.Extensions.Logging;

namespace OpenAIChat.Extensions.DependencyInjection;

/// <summary>The events of the category <c>OpenAIChat.ChatApi</c>.</summary>
internal static partial class ChatApiLog
{
    public const string Category = "OpenAIChat.ChatApi";

    [LoggerMessage(1, LogLevel.Debug, "Sending {Method} {Path}, model {Model}, streamed {Streamed}.")]
    public static partial void Sending(ILogger logger, string method, string path, string? model, bool streamed);

    [LoggerMessage(2, LogLevel.Warning, "Attempt {Attempt} failed with {Error}, status {StatusCode}; trying again in {Delay} ms.")]
    public static partial void Retrying(ILogger logger, int attempt, int? statusCode, double delay, string error);

    [LoggerMessage(
        3,
        LogLevel.Information,
        "{Method} {Path} was answered with status {StatusCode} in {Duration} ms, request {RequestId}, {InputTokens} tokens in, "
            + "{OutputTokens} out.")]
    public static partial void Completed(
        ILogger logger, string method, string path, int statusCode, string? requestId, double duration, long inputTokens,
            long outputTokens);

    [LoggerMessage(8, LogLevel.Information, "{Method} {Path} was answered with status {StatusCode} in {Duration} ms, request {RequestId}.")]
    public static partial void CompletedWithoutUsage(
        ILogger logger,
        string method,
        string path,
        int statusCode,
        string? requestId,
        double duration);

    [LoggerMessage(9, LogLevel.Debug, "{Method} {Path} was answered for {Duration} ms, then the stream was left.")]
    public static partial void Left(ILogger logger, string method, string path, double duration);

    [LoggerMessage(4, LogLevel.Error, "{Method} {Path} failed with {Error} after {Duration} ms, status {StatusCode}, request {RequestId}.")]
    public static partial void Failed(
        ILogger logger,
        string method,
        string path,
        string error,
        int? statusCode,
        string? requestId,
        double duration);

    [LoggerMessage(5, LogLevel.Debug, "{Method} {Path} was cancelled after {Duration} ms.")]
    public static partial void Cancelled(ILogger logger, string method, string path, double duration);

    [LoggerMessage(6, LogLevel.Trace, "Request body: {Body}")]
    public static partial void RequestBody(ILogger logger, string body);

    [LoggerMessage(7, LogLevel.Trace, "Response body: {Body}")]
    public static partial void ResponseBody(ILogger logger, string body);
}
