namespace OpenAIChat.Validation;

/// <summary>Makes of a caller's request the one that is sent: fills it from the defaults, and refuses it when it is not valid.</summary>
internal sealed class RequestPreparation(CreateChatCompletionRequest? defaults, bool validates, ICollection<string> disabledRules)
{
    private readonly CreateChatCompletionRequest? defaults = (CreateChatCompletionRequest?)defaults?.Copy();
    private readonly HashSet<string>? disabledRules = disabledRules.Count == 0 ? null : [.. disabledRules];

    /// <summary>Prepares a body; the caller's stays as it is.</summary>
    /// <exception cref="RequestValidationException">The request is not valid.</exception>
    public JsonModel Prepare(JsonModel body, bool streamed)
    {
        switch (body)
        {
            case CreateChatCompletionRequest request:
                if (defaults is not null)
                {
                    request = request.WithDefaults(defaults, streamed);
                }

                if (validates)
                {
                    Refuse(RequestRules.Check(request, streamed, disabledRules));
                }

                return request;
            case UpdateChatCompletionRequest request when validates:
                Refuse(RequestRules.Check(request, disabledRules));
                return request;
            default:
                return body;
        }
    }

    private static void Refuse(IReadOnlyList<Violation> violations)
    {
        if (violations.Count > 0)
        {
            throw new RequestValidationException(violations);
        }
    }
}
