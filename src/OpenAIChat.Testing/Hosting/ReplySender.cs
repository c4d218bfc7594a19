using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace OpenAIChat.Testing;

/// <summary>Writes a reply to the connection at its pace, in its parts and with its fault.</summary>
internal sealed class ReplySender(TimeProvider time)
{
    public async Task<RequestOutcome> SendAsync(HttpContext context, HttpReply reply, string requestId, CancellationToken cancellationToken)
    {
        Delivery delivery = reply.Delivery;
        await WaitAsync(delivery.Delay, cancellationToken).ConfigureAwait(false);
        if (reply.Status == 0)
        {
            Reset(context);
            return RequestOutcome.Aborted;
        }

        WriteHeaders(context.Response, reply, requestId);
        await context.Response.StartAsync(cancellationToken).ConfigureAwait(false);
        bool isWhole = await WritePartsAsync(context.Response, reply, cancellationToken).ConfigureAwait(false);
        if (!isWhole || delivery.Fault != FaultKind.None)
        {
            await FailAsync(context.Response, delivery, cancellationToken).ConfigureAwait(false);
            return RequestOutcome.Aborted;
        }

        return cancellationToken.IsCancellationRequested ? RequestOutcome.Abandoned : RequestOutcome.Answered;
    }

    // A linger time of zero makes closing send RST: the client sees "connection reset by peer".
    private static void Reset(HttpContext context)
    {
        if (context.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Close();
        }

        context.Abort();
    }

    private static void WriteHeaders(HttpResponse response, HttpReply reply, string requestId)
    {
        response.StatusCode = reply.Status;
        response.ContentType = reply.ContentType;
        if (reply.ContentType == "text/event-stream")
        {
            response.Headers.CacheControl = "no-cache";
        }

        foreach ((string name, StringValues value) in ProviderHeaders.For(requestId))
        {
            response.Headers[name] = value;
        }

        foreach ((string name, string? value) in reply.Delivery.Headers)
        {
            response.Headers[name] = value;
        }

        // A faulty reply has no length, or its early end would be an error of the server's.
        bool isWhole = reply.Delivery.Fault == FaultKind.None && reply.Status is not (204 or 304);
        if (isWhole && reply.Parts is IReadOnlyCollection<byte[]> parts)
        {
            response.ContentLength = parts.Sum(part => part.Length);
        }
    }

    private async Task<bool> WritePartsAsync(HttpResponse response, HttpReply reply, CancellationToken cancellationToken)
    {
        Delivery delivery = reply.Delivery;
        int sent = 0;
        foreach (ReadOnlyMemory<byte> part in Packets.Of(reply.Parts, delivery.PacketSize))
        {
            if (delivery.Fault != FaultKind.None && sent == delivery.FaultAfter)
            {
                return false;
            }

            if (sent > 0)
            {
                await WaitAsync(delivery.Interval, cancellationToken).ConfigureAwait(false);
            }

            if (delivery.Pace is { } pace)
            {
                await response.BodyWriter.FlushAsync(cancellationToken).ConfigureAwait(false);
                await pace(sent, cancellationToken).ConfigureAwait(false);
            }

            await response.BodyWriter.WriteAsync(part, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            sent++;
        }

        return true;
    }

    private async Task FailAsync(HttpResponse response, Delivery delivery, CancellationToken cancellationToken)
    {
        await response.BodyWriter.FlushAsync(cancellationToken).ConfigureAwait(false);
        switch (delivery.Fault)
        {
            case FaultKind.Disconnect:
                throw new AbortedConnectionException();
            case FaultKind.Stall:
                await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(false);
                break;
            case FaultKind.LastWords:
                await response.BodyWriter.WriteAsync(delivery.LastWords, cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private Task WaitAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        delay > TimeSpan.Zero ? Task.Delay(delay, time, cancellationToken) : Task.CompletedTask;
}
