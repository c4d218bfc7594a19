using Newtonsoft.Json.Linq;

namespace OpenAIChat.Validation;

/// <summary>Makes of a caller's request the one that is sent: fills it from the defaults, and refuses it when it is not valid.</summary>
internal sealed class RequestPreparation(CreateChatCompletionRequest? defaults, bool validates, ICollection<string> disabledRules)
{
    private readonly CreateChatCompletionRequest? defaults = defaults?.Clone();
    private readonly HashSet<string>? disabledRules = disabledRules.Count == 0 ? null : [.. disabledRules];

    /// <summary>Prepares a body; the caller's stays as it is.</summary>
    /// <param name="body">The caller's request.</param>
    /// <param name="streamed">Whether its answer is streamed.</param>
    /// <param name="extra">What is put over the body afterwards: it counts as given.</param>
    /// <exception cref="RequestValidationException">The request is not valid.</exception>
    public JsonModel Prepare(JsonModel body, bool streamed, JObject? extra)
    {
        switch (body)
        {
            case CreateChatCompletionRequest request:
                if (defaults is not null)
                {
                    request = request.WithDefaults(defaults, extra, streamed);
                }

                request = request.WithoutEmptyTools();
                if (validates)
                {
                    Refuse(RequestRules.Check(With(request, extra), streamed, disabledRules));
                }

                return request;
            case UpdateChatCompletionRequest request when validates:
                Refuse(RequestRules.Check(With(request, extra), disabledRules));
                return request;
            default:
                return body;
        }
    }

    private static T With<T>(T request, JObject? extra)
        where T : JsonModel => extra is { Count: > 0 } ? Merge(request, extra) : request;

    private static T Merge<T>(T request, JObject extra)
        where T : JsonModel
    {
        var judged = (T)request.Copy();
        foreach (KeyValuePair<string, JToken?> member in extra)
        {
            judged.AdditionalProperties[member.Key] = member.Value ?? JValue.CreateNull();
        }

        return judged;
    }

    private static void Refuse(IReadOnlyList<Violation> violations)
    {
        if (violations.Count > 0)
        {
            throw new RequestValidationException(violations);
        }
    }
}
