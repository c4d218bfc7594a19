namespace OpenAIChat.ContractTests.MockServers;

/// <summary>A server on loopback that plays stubs, whichever engine is beneath it.</summary>
internal interface IMockServer : IAsyncDisposable
{
    /// <summary>Gets the base URL of the API.</summary>
    Uri BaseUrl { get; }

    /// <summary>Gets what was received, oldest first.</summary>
    IReadOnlyList<ReceivedRequest> Requests { get; }

    /// <summary>Answers each request of the stub's operation with it, until another stub takes its place.</summary>
    void Play(Stub stub);
}
