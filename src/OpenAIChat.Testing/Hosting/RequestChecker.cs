using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>Refuses with status 400 what the provider refuses: by the contract's schemas, then by the rules across members.</summary>
/// <param name="isLenient">Whether what the contract does not know passes, and the rules across members are not followed.</param>
internal sealed class RequestChecker(bool isLenient)
{
    // The contract is read when the first body comes.
    private readonly Lazy<BodyChecker> contract = new(() => new BodyChecker(ContractDocument.Current, isLenient));

    /// <summary>Checks a request to create a completion, and gets its body.</summary>
    public JObject CheckCreate(RecordedRequest request)
    {
        JObject body = CheckBody(request);
        if (!isLenient)
        {
            CreateChatCompletionRequest model = request.Request;
            // What the body leaves out is false; a client could still be about to set it.
            model.Stream ??= false;
            RefuseFirst(model.Validate());
        }

        return body;
    }

    /// <summary>Checks a request to update a stored completion, and gets the new metadata.</summary>
    public JToken CheckUpdate(RecordedRequest request)
    {
        JObject body = CheckBody(request);
        if (!isLenient)
        {
            RefuseFirst(request.BodyAs<UpdateChatCompletionRequest>().Validate());
        }

        return body["metadata"]!;
    }

    private JObject CheckBody(RecordedRequest request)
    {
        string type = request.Headers.GetValueOrDefault("Content-Type", "");
        if (!type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            throw new RequestRefusedException(400, "Send the body as 'Content-Type: application/json'.", code: "invalid_content_type");
        }

        JObject body = request.IsMalformedJson
            ? throw new RequestRefusedException(400, "We could not parse the JSON body of your request.", code: "invalid_json")
            : request.Json ?? throw new RequestRefusedException(400, "The body must be a JSON object.", code: "invalid_type");
        if (contract.Value.Check(request.Operation!, body) is { } error)
        {
            throw new RequestRefusedException(400, error.Message, error.Path, error.Code);
        }

        return body;
    }

    private static void RefuseFirst(IReadOnlyList<Violation> violations)
    {
        if (violations is [var first, ..])
        {
            throw new RequestRefusedException(400, RuleError.Message(first), first.Path, RuleError.Code(first));
        }
    }
}
