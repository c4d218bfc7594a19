namespace OpenAIChat.Runtime;

/// <summary>Sends a call once, and receives its answer: all of it, or the beginning of its stream.</summary>
internal static class AttemptSender
{
    public static async ValueTask<Attempt> SendAsync(CallState call)
    {
        call.StartAttempt();
        string? key = null;
        if (call.Settings.AsksForKey)
        {
            try
            {
                key = SettingsValidator.RequireKey(await call.Settings.ApiKeyProvider!(call.Token).ConfigureAwait(false));
            }
            catch (Exception error)
            {
                return new Attempt(error, isKeyError: true);
            }
        }

        ApiAnswer? answer = null;
        try
        {
            HttpResponseMessage message = await call.Transport.Client
                .SendAsync(call.CreateMessage(key), HttpCompletionOption.ResponseHeadersRead, call.Token).ConfigureAwait(false);
            answer = new ApiAnswer(call, message);
            if (!message.IsSuccessStatusCode)
            {
                return new Attempt(answer);
            }

            if (call.IsStreamed)
            {
                await answer.BeginStreamAsync().ConfigureAwait(false);
            }
            else
            {
                await answer.ReceiveAsync(call.Token).ConfigureAwait(false);
            }

            return new Attempt(answer);
        }
        catch (Exception error)
        {
            Exception explained = answer is null ? error : AnswerErrors.ExplainReading(call, answer, error);
            answer?.Dispose();
            return new Attempt(explained);
        }
    }
}
