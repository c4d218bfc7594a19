namespace OpenAIChat.Runtime;

/// <summary>Goes on with calls that failed. The pipeline is made, and Polly loaded, for the first of them: both would cost more than the rest of a first call.</summary>
internal sealed class Retries(TimeProvider time)
{
    private RetryPipeline? pipeline;

    /// <summary>Goes on with a call whose first attempt is to be repeated.</summary>
    public ValueTask<Attempt> ContinueAsync(Exchange exchange, CancellationToken cancellationToken) =>
        (pipeline ??= new RetryPipeline(time)).ContinueAsync(exchange, cancellationToken);
}
