using OpenAIChat.ContractTests.Contract;
using OpenAIChat.Testing;

// The namespace of the scenarios, which this project shares with the tests of the library.
namespace OpenAIChat.Tests.Tools;

/// <summary>Judges what the scenarios of tools sent by the contract.</summary>
[SetUpFixture]
public sealed class RequestJudge
{
    private static ContractJudge? judge;

    [OneTimeSetUp]
    public void Start() => judge = ContractJudge.Start();

    [OneTimeTearDown]
    public void Stop() => judge?.Dispose();

    internal static IEnumerable<string> Faults(RecordedRequest request) =>
        judge!.JudgeRequest(request.Operation!, request.Query, request.Json);
}
