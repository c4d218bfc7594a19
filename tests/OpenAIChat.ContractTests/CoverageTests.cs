using OpenAIChat.ContractTests.Contract;
using OpenAIChat.ContractTests.MockServers;

namespace OpenAIChat.ContractTests;

public sealed class CoverageTests
{
    [Test]
    public async Task The_exchanges_exercise_every_part_of_the_contract()
    {
        using var validator = ContractValidator.Start();
        await using var server = await MockServer.StartAsync();
        using var client = new ChatApi(new ChatApiOptions { ApiKey = "sk-contract", BaseUrl = server.BaseUrl, MaxRetries = 0 });

        foreach (var exchange in Exchange.All)
        {
            server.Play(exchange.Stub);
            await CallAsync(exchange, client);
            validator.ValidateAnswer(exchange.Stub);
        }

        foreach (var request in server.Requests)
        {
            validator.ValidateRequest(request);
        }

        var (missing, exercised) = validator.Coverage();
        TestContext.Out.WriteLine($"{exercised} parts of the contract are exercised, {missing.Count} are not.");
        Assert.That(string.Join("\n", missing), Is.Empty, "Add a stub, or a request, that shows these.");
    }

    private static async Task CallAsync(Exchange exchange, ChatApi client)
    {
        try
        {
            await exchange.CallAsync(client);
        }
        catch (ApiStatusException) when (exchange.Stub.Status >= 400)
        {
        }
    }
}
