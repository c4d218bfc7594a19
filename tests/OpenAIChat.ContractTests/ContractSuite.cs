using OpenAIChat.ContractTests.Contract;

namespace OpenAIChat.ContractTests;

/// <summary>Keeps the judge for the whole run, and fails the run when a part of the contract was never exercised.</summary>
[SetUpFixture]
public sealed class ContractSuite
{
    private static ContractJudge? judge;

    internal static ContractJudge Judge => judge ?? throw new InvalidOperationException("The suite has not started.");

    [OneTimeSetUp]
    public void Start() => judge = ContractJudge.Start();

    [OneTimeTearDown]
    public void Report()
    {
        var (missing, exercised) = Judge.Coverage();
        judge!.Dispose();
        TestContext.Progress.WriteLine($"Contract coverage: {exercised} parts exercised, {missing.Count} not.");

        // A run of single tests cannot cover all.
        if (TestContext.CurrentContext.Result.PassCount > Operations.All.Count() * 9)
        {
            Assert.That(missing, Is.Empty, "Each operation, parameter, member, variant and status of the contract must be exercised.");
        }
    }
}
