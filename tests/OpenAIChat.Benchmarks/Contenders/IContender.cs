namespace OpenAIChat.Benchmarks.Contenders;

/// <summary>A client under measurement. Each method does one workload once, on bytes that are the same for all.</summary>
internal interface IContender
{
    string Name { get; }

    /// <summary>Writes a prepared request as it is sent.</summary>
    void WriteRequest(string which);

    /// <summary>Reads a response body.</summary>
    object ReadResponse(byte[] body);

    /// <summary>Reads a stream of chunks to its end through the whole client.</summary>
    Task<int> ReadStreamAsync(string which);

    /// <summary>Sends a prepared request and reads the answer through the whole client.</summary>
    Task<object> CallAsync(string request, string response);
}
