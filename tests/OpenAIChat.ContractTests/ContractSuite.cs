using OpenAIChat.ContractTests.Contract;

namespace OpenAIChat.ContractTests;

/// <summary>Keeps the judge for the whole run.</summary>
[SetUpFixture]
public sealed class ContractSuite
{
    private static ContractJudge? judge;

    internal static ContractJudge Judge => judge ?? throw new InvalidOperationException("The suite has not started.");

    [OneTimeSetUp]
    public void Start() => judge = ContractJudge.Start();

    [OneTimeTearDown]
    public void Stop() => judge?.Dispose();
}
