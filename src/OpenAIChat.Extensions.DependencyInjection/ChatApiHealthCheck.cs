using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OpenAIChat.Extensions.DependencyInjection;

/// <summary>Reaches the server without spending tokens: it asks for one stored completion.</summary>
internal sealed class ChatApiHealthCheck(ChatApi chat) : IHealthCheck
{
    private readonly ChatApi chat = chat.WithOptions(new RequestOptions { MaxRetries = 0 });

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await chat.ListChatCompletionsAsync(new ListChatCompletionsParameters { Limit = 1 }, cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy();
        }
        catch (ApiStatusException answer) when (answer.StatusCode is 400 or 404 or 405 or 501)
        {
            return HealthCheckResult.Healthy("The server answers; it stores no completions.");
        }
        catch (ApiStatusException answer) when (answer.StatusCode == 429)
        {
            return HealthCheckResult.Degraded("The server answers, but refuses requests for now: " + answer.Message, answer);
        }
        catch (ApiException failure)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, failure.Message, failure);
        }
    }
}
