using OpenAIChat.ContractTests.Contract;

namespace OpenAIChat.ContractTests;

/// <summary>Keeps the validator for the whole run.</summary>
[SetUpFixture]
public sealed class ContractSuite
{
    private static ContractValidator? validator;

    internal static ContractValidator Validator => validator ?? throw new InvalidOperationException("The suite has not started.");

    [OneTimeSetUp]
    public void Start() => validator = ContractValidator.Start();

    [OneTimeTearDown]
    public void Stop() => validator?.Dispose();
}
