using Polly;
using Polly.Retry;

namespace OpenAIChat.Runtime;

/// <summary>The Polly pipeline that repeats attempts; whether and when is said by the call.</summary>
/// <remarks>The time limit of a call is a <see cref="Deadline"/>: a Polly timeout could not end at the headers of a stream.</remarks>
internal sealed class RetryPipeline
{
    private static readonly ResiliencePropertyKey<Exchange> Key = new("OpenAIChat.Exchange");

    private readonly ResiliencePipeline<HttpResponseMessage> pipeline;

    public RetryPipeline(TimeProvider time) => pipeline = Build(time);

    /// <summary>Goes on with a call whose first attempt is to be repeated.</summary>
    public async ValueTask<Attempt> ContinueAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(Key, exchange);
        try
        {
            Outcome<HttpResponseMessage> outcome = await pipeline.ExecuteOutcomeAsync(AttemptAsync, context, exchange).ConfigureAwait(false);
            return ToAttempt(outcome);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static async ValueTask<Outcome<HttpResponseMessage>> AttemptAsync(ResilienceContext context, Exchange exchange)
    {
        Attempt attempt = await exchange.NextAttemptAsync(context.CancellationToken).ConfigureAwait(false);
        return attempt.Fault is { } fault ? Outcome.FromException<HttpResponseMessage>(fault) : Outcome.FromResult(attempt.Answer!);
    }

    private static Attempt ToAttempt(Outcome<HttpResponseMessage> outcome) => new(outcome.Result, outcome.Exception);

    private static Exchange Call(ResilienceContext context) => context.Properties.GetValue(Key, null!);

    private static ResiliencePipeline<HttpResponseMessage> Build(TimeProvider time) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                // The call counts: the number may differ from call to call.
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = static retry => new ValueTask<bool>(Call(retry.Context).DecideRetry(ToAttempt(retry.Outcome))),
                DelayGenerator = static retry => new ValueTask<TimeSpan?>(Call(retry.Context).RetryDelay),
                OnRetry = static retry =>
                {
                    Call(retry.Context).GiveUp(ToAttempt(retry.Outcome));
                    return default;
                },
            })
            .Build();
}
