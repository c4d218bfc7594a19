using OpenAIChat.ContractTests.Contract;
using OpenAIChat.ContractTests.MockServers;

namespace OpenAIChat.ContractTests;

/// <summary>Every documented error of every operation becomes its own exception.</summary>
public sealed class ErrorTests : ContractTest
{
    private static readonly (string File, Type Exception)[] Errors =
    [
        ("invalid-value.400.json", typeof(BadRequestException)),
        ("invalid-api-key.401.json", typeof(AuthenticationException)),
        ("not-allowed.403.json", typeof(PermissionDeniedException)),
        ("model.404.json", typeof(NotFoundException)),
        ("completion.404.json", typeof(NotFoundException)),
        ("conflict.409.json", typeof(ConflictException)),
        ("unprocessable.422.json", typeof(UnprocessableEntityException)),
        ("rate-limit.429.json", typeof(RateLimitException)),
        ("quota.429.json", typeof(RateLimitException)),
        ("server-error.500.json", typeof(ServerException)),
    ];

    public static IEnumerable<TestCaseData> Cases =>
        from operation in Operations.All
        from error in Errors
        select new TestCaseData(operation, error.File, error.Exception);

    [TestCaseSource(nameof(Cases))]
    public async Task Becomes_an_exception_that_carries_the_error(string operation, string file, Type exception)
    {
        var stub = Play(Stub.Load($"errors/{file}", operation));

        var thrown = (await Assert.CatchAsync<ApiStatusException>(() => Exchange.CallOperationAsync(Client, operation)))!;

        Assert.That(thrown, Is.InstanceOf(exception));
        Assert.That((int)thrown.StatusCode, Is.EqualTo(stub.Status));
        Assert.That(thrown.Error?.Message, Is.EqualTo((string?)Exact.Parse(stub.Body)["error"]!["message"]));
        Assert.That(thrown.Http.RequestId, Is.EqualTo("req_stub"));
    }
}
