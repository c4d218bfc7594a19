using OpenAIChat.ContractTests.Contract;
using OpenAIChat.Testing;

// The namespace of the scenarios, which this project shares with the tests of the library.
namespace OpenAIChat.Tests.Tools;

/// <summary>Validates what the scenarios of tools sent by the contract.</summary>
[SetUpFixture]
public sealed class RequestValidator
{
    private static ContractValidator? validator;

    [OneTimeSetUp]
    public void Start() => validator = ContractValidator.Start();

    [OneTimeTearDown]
    public void Stop() => validator?.Dispose();

    internal static IEnumerable<string> Faults(RecordedRequest request) =>
        validator!.ValidateRequest(request.Operation!, request.Query, request.Json);
}
