using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace OpenAIChat.Tools;

/// <summary>The calls of one turn: approved one by one, executed in parallel, each answered or suspended.</summary>
internal sealed class ToolCallBatch(IReadOnlyList<PendingToolCall> calls, ToolSet tools, ToolRunOptions options, int maxParallelCalls)
{
    private readonly Queue<(PendingToolCall Call, ChatFunction Function)> allowed = new();
    private readonly List<Task<ToolRunEvent>> running = [];

    /// <summary>
    /// Answers the calls. When it ends, however it ends, no function is running and every call that is not suspended has an answer.
    /// </summary>
    public async IAsyncEnumerable<ToolRunEvent> AnswerAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            foreach (PendingToolCall call in calls.Where(static call => call.Answer is null))
            {
                cancellationToken.ThrowIfCancellationRequested();
                call.Context.CancellationToken = stop.Token;
                if (await DecideAsync(call).ConfigureAwait(false) is { } decided)
                {
                    yield return decided;
                }
            }

            while (allowed.Count + running.Count > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (allowed.Count > 0 && running.Count < maxParallelCalls)
                {
                    var (call, function) = allowed.Dequeue();
                    yield return new ToolCallStarted(call.Context);
                    running.Add(Start(call, function));
                    continue;
                }

                Task<ToolRunEvent> ended = await Task.WhenAny(running).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                running.Remove(ended);
                yield return await ended.ConfigureAwait(false);
            }
        }
        finally
        {
            await StopAsync(stop).ConfigureAwait(false);
        }
    }

    private static bool IsSupported(PendingToolCall call) => call.Type is "function" or "custom";

    // What happens at once is an event; a call that is allowed waits for its turn.
    private async Task<ToolRunEvent?> DecideAsync(PendingToolCall call)
    {
        if (tools.Find(call.Context.Name) is not { } function || !IsSupported(call))
        {
            return Unknown(call);
        }

        ToolApproval approval = options.Approve is null ? ToolApproval.Allow : await options.Approve(call.Context).ConfigureAwait(false);
        if (approval == ToolApproval.Allow)
        {
            allowed.Enqueue((call, function));
            return null;
        }

        if (approval == ToolApproval.Suspend)
        {
            call.IsSuspended = true;
            return new ToolApprovalDue(call.Context);
        }

        call.Complete(ToolAnswers.Denied(approval.Reason));
        return new ToolCallDenied(call.Context, approval.Reason);
    }

    private ToolCallFailed? Unknown(PendingToolCall call)
    {
        if (IsSupported(call) && tools.IsLeftToCaller(call.Context.Name))
        {
            call.IsSuspended = true;
            return null;
        }

        string text = IsSupported(call) ? ToolAnswers.UnknownTool(call.Context.Name, tools) : ToolAnswers.UnknownType(call.Type, tools);
        call.Complete(text);
        return new ToolCallFailed(call.Context, new ToolException(text), text);
    }

    // A function that does not await would hold up the others.
    private Task<ToolRunEvent> Start(PendingToolCall call, ChatFunction function) =>
        maxParallelCalls > 1 && calls.Count > 1
            ? Task.Run(() => ExecuteAsync(call, function), CancellationToken.None)
            : ExecuteAsync(call, function);

    private async Task<ToolRunEvent> ExecuteAsync(PendingToolCall call, ChatFunction function)
    {
        using Activity? span = ToolTelemetry.Start(function, call.Context);
        try
        {
            ToolMessageContent result = await function.InvokeAsync(call.Context).ConfigureAwait(false);
            call.Complete(result);
            return new ToolCallFinished(call.Context, result);
        }
        catch (Exception exception)
        {
            span.Fail(exception);
            // Once the run has ended, it does not matter how the function ends.
            call.Context.CancellationToken.ThrowIfCancellationRequested();
            string text = ToolAnswers.Of(exception, call.Context, options);
            call.Complete(text);
            return new ToolCallFailed(call.Context, exception, text);
        }
    }

    private async Task StopAsync(CancellationTokenSource stop)
    {
        if (running.Count > 0)
        {
            try
            {
                stop.Cancel();
            }
            catch (AggregateException)
            {
                // What a function does when it is canceled does not keep the others running.
            }

            // What ends the run is thrown already; here it only matters that they end.
            await Task.WhenAll(running.Select(static task => task.ContinueWith(static ended => ended.Exception, TaskScheduler.Default)))
                .ConfigureAwait(false);
        }

        foreach (PendingToolCall call in calls.Where(static call => call.Answer is null && !call.IsSuspended))
        {
            call.Complete(ToolAnswers.Canceled);
        }
    }
}
