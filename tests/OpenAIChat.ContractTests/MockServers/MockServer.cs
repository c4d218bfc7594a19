namespace OpenAIChat.ContractTests.MockServers;

/// <summary>Starts the engine that this build plays the stubs on.</summary>
internal static class MockServer
{
#if WIREMOCK
    public const bool HasFaults = false;

    public static Task<IMockServer> StartAsync() => Task.FromResult<IMockServer>(new WireMockMockServer());
#else
    public const bool HasFaults = true;

    public static async Task<IMockServer> StartAsync() => await InProcessMockServer.StartAsync();
#endif
}
