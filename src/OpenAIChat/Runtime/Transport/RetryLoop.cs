namespace OpenAIChat.Runtime;

/// <summary>Sends a call until it succeeds, or fails in a way that another attempt would not mend.</summary>
internal static class RetryLoop
{
    /// <returns>An answer with a 2xx status.</returns>
    public static async ValueTask<ApiAnswer> SendAsync(CallState call)
    {
        while (true)
        {
            Attempt attempt = await AttemptSender.SendAsync(call).ConfigureAwait(false);
            if (attempt.Answer is { Message.IsSuccessStatusCode: true } answer)
            {
                return answer;
            }

            TimeSpan delay;
            try
            {
                RetryDecision decision = await RetryPolicy.DecideAsync(call, attempt).ConfigureAwait(false);
                if (decision.Delay is not { } wait)
                {
                    throw await CallErrors.ExplainAsync(call, attempt, decision.Reason).ConfigureAwait(false);
                }

                delay = wait;
                call.Settings.OnRetry?.Invoke(new RetryInfo(call.Attempts, delay, CallErrors.DescribeRetry(call, attempt)));
            }
            finally
            {
                // Before the wait: it must not hold a connection.
                attempt.Dispose();
            }

            try
            {
                await call.WaitAsync(delay).ConfigureAwait(false);
            }
            catch (OperationCanceledException error)
            {
                throw CallErrors.Explain(call, error);
            }
        }
    }
}
