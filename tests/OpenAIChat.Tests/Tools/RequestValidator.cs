using OpenAIChat.Testing;
using OpenAIChat.Validation;

namespace OpenAIChat.Tests.Tools;

/// <summary>Judges what was sent by the rules of the client. The contract tests judge the same scenarios by the contract itself.</summary>
internal static class RequestValidator
{
    public static IEnumerable<string> Faults(RecordedRequest request) =>
        RequestRules.Check(request.Request, request.IsStream, disabledRules: null).Select(violation => violation.ToString());
}
