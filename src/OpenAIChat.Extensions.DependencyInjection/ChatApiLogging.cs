using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace OpenAIChat.Extensions.DependencyInjection;

/// <summary>Logs the calls of a client. Keys are never logged, content only where it is asked for.</summary>
internal sealed class ChatApiLogging(ILogger logger, Func<string?> apiKey, int? bodyLimit) : CallObserver
{
    private readonly BodyText? bodies = bodyLimit is { } limit ? new BodyText(limit, apiKey) : null;

    // The usage of a stream comes with one of its chunks.
    private readonly ConditionalWeakTable<CallInfo, CompletionUsage> usages = new();

    public override void OnSending(CallInfo info)
    {
        if (!logger.IsEnabled(LogLevel.Debug))
        {
            return;
        }

        var request = info.Content as CreateChatCompletionRequest;
        ChatApiLog.Sending(logger, info.Method.Method, info.Path, request?.Model.Value, request?.Stream == true);
        if (bodies is not null && info.Content is { } content && logger.IsEnabled(LogLevel.Trace))
        {
            ChatApiLog.RequestBody(logger, bodies.Of(content));
        }
    }

    /// <summary>Logs a retry, before its delay.</summary>
    public void OnRetry(RetryInfo retry) =>
        ChatApiLog.Retrying(
            logger,
            retry.Attempt,
            (retry.Cause as ApiStatusException)?.StatusCode,
            retry.Delay.TotalMilliseconds,
            retry.Cause.GetType().Name);

    public override void OnChunk(CallInfo info, object chunk)
    {
        if (chunk is CreateChatCompletionStreamResponse { Usage: { } usage })
        {
            usages.Remove(info);
            usages.Add(info, usage);
        }

        if (bodies is not null && logger.IsEnabled(LogLevel.Trace))
        {
            ChatApiLog.ResponseBody(logger, bodies.Of(chunk));
        }
    }

    public override void OnCompleted(CallInfo info, HttpInfo? http, object? answer)
    {
        (string method, string path, double duration) = (info.Method.Method, info.Path, info.Elapsed.TotalMilliseconds);
        if (http is null)
        {
            ChatApiLog.Left(logger, method, path, duration);
        }
        else if (UsageOf(info, answer) is { } usage)
        {
            ChatApiLog.Completed(
                logger,
                method,
                path,
                http.StatusCode,
                http.RequestId,
                duration,
                usage.PromptTokens,
                usage.CompletionTokens);
        }
        else
        {
            ChatApiLog.CompletedWithoutUsage(logger, method, path, http.StatusCode, http.RequestId, duration);
        }

        if (bodies is not null && answer is not null && logger.IsEnabled(LogLevel.Trace))
        {
            ChatApiLog.ResponseBody(logger, bodies.Of(answer));
        }
    }

    public override void OnFailed(CallInfo info, Exception exception)
    {
        if (exception is OperationCanceledException)
        {
            ChatApiLog.Cancelled(logger, info.Method.Method, info.Path, info.Elapsed.TotalMilliseconds);
            return;
        }

        // The messages of exceptions can quote what the server said; their type and status tell enough.
        HttpInfo? http = (exception as ApiException)?.Http;
        int? status = http is { StatusCode: > 0 } ? http.StatusCode : null;
        ChatApiLog.Failed(
            logger,
            info.Method.Method,
            info.Path,
            exception.GetType().Name,
            status,
            http?.RequestId,
            info.Elapsed.TotalMilliseconds);
    }

    private CompletionUsage? UsageOf(CallInfo info, object? answer) =>
        answer is CreateChatCompletionResponse completion ? completion.Usage
        : usages.TryGetValue(info, out CompletionUsage? usage) ? usage
        : null;
}
