using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace OpenAIChat.Testing;

/// <summary>One request from its arrival to its end: authenticated, read, recorded, answered as scripted or by the router.</summary>
internal sealed class ChatEndpoint(Authentication authentication, RequestLog log, ReplyScript script, ChatRouter router, ReplySender sender)
{
    private long requestCount;

    public async Task HandleAsync(HttpContext context, CancellationToken stopping)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        RequestRefusedException? refused = authentication.Check(context.Request.Headers.Authorization.ToString());
        byte[] body = [];
        if (refused is null)
        {
            (body, refused) = await RequestBody.ReadAsync(context).ConfigureAwait(false);
        }

        var request = new RecordedRequest(context, body);
        log.Add(request);
        string requestId = "req_" + Interlocked.Increment(ref requestCount).ToString("D12", CultureInfo.InvariantCulture);
        RequestOutcome outcome = RequestOutcome.Abandoned;
        try
        {
            HttpReply reply = refused is null ? await AnswerAsync(request, gone.Token).ConfigureAwait(false) : HttpReply.Of(refused.Reply)!;
            outcome = await sender.SendAsync(context, reply, requestId, gone.Token).ConfigureAwait(false);
        }
        catch (AbortedConnectionException)
        {
            outcome = RequestOutcome.Aborted;
            // Kestrel sends what was written so far and closes the connection without the end of the body.
            throw;
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            context.Abort();
        }
        finally
        {
            request.Finish(outcome);
        }
    }

    private async Task<HttpReply> AnswerAsync(RecordedRequest request, CancellationToken cancellationToken)
    {
        try
        {
            ChatReply? scripted = await script.NextAsync(request, cancellationToken).ConfigureAwait(false);
            return HttpReply.Of(scripted) ?? router.Answer(request, scripted);
        }
        catch (RequestRefusedException refused)
        {
            return HttpReply.Of(refused.Reply)!;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A handler that throws, or cannot make sense of the request: the test should read why.
            string message = $"The chat server could not answer {request}: {exception.GetType().Name}: {exception.Message}";
            return HttpReply.Of(ChatReply.Error(500, message, code: "test_server_error"))!;
        }
    }
}
