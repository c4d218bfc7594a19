using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace OpenAIChat.Runtime;

/// <summary>The Polly pipelines of a client: one repeats attempts, one ends an attempt that takes too long. What they do is said by the call.</summary>
internal sealed class Pipelines
{
    /// <summary>Under which the context of a run holds its call.</summary>
    public static readonly ResiliencePropertyKey<Exchange> Key = new("OpenAIChat.Exchange");

    public Pipelines(TimeProvider time)
    {
        Retry = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                // The call counts: the number may differ from call to call.
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = static retry => new ValueTask<bool>(Call(retry.Context).DecideRetry(retry.Outcome)),
                DelayGenerator = static retry => new ValueTask<TimeSpan?>(Call(retry.Context).RetryDelay),
                OnRetry = static retry =>
                {
                    Call(retry.Context).GiveUpAttempt(retry.Outcome);
                    return default;
                },
            })
            .Build();
        Timeout = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = static run => new ValueTask<TimeSpan>(Call(run.Context).TimeLeft) })
            .Build();
    }

    public ResiliencePipeline<HttpResponseMessage> Retry { get; }

    public ResiliencePipeline<HttpResponseMessage> Timeout { get; }

    private static Exchange Call(ResilienceContext context) => context.Properties.GetValue(Key, null!);
}
