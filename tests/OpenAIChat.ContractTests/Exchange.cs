using Newtonsoft.Json;
using OpenAIChat.ContractTests.Contract;
using OpenAIChat.ContractTests.MockServers;

namespace OpenAIChat.ContractTests;

/// <summary>A call of the client and the stub that answers it. Together, all of them exercise the whole contract.</summary>
/// <param name="Stub">The answer.</param>
/// <param name="CallAsync">Makes the call; a stream is read to its end.</param>
internal sealed record Exchange(Stub Stub, Func<ChatApi, Task> CallAsync)
{
    public static IEnumerable<Exchange> All => [.. Created, .. Streamed, .. Stored, .. Failed];

    private static IEnumerable<Exchange> Created => CreateChatCompletionTests.Plain.Select(example => new Exchange(
        Stub.Load($"createChatCompletion/{example}.200.json"),
        client => client.CreateChatCompletionAsync(Request(example))));

    private static IEnumerable<Exchange> Streamed => CreateChatCompletionTests.Streamed.Select(example => new Exchange(
        Stub.Load($"createChatCompletion/{example}.200.sse"),
        client => client.CreateChatCompletionStreamAsync(Request(example)).ToListAsync().AsTask()));

    private static IEnumerable<Exchange> Stored => Directory.EnumerateFiles(Stub.Folder, "*.200.json", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Stub.Folder, file).Replace('\\', '/'))
        .Where(file => !file.StartsWith("createChatCompletion/", StringComparison.Ordinal))
        .Select(file => Stub.Load(file))
        .Select(stub => new Exchange(stub, client => CallOperationAsync(client, stub.Operation)));

    private static IEnumerable<Exchange> Failed =>
        from operation in Operations.All
        from file in Directory.EnumerateFiles(Path.Combine(Stub.Folder, "errors")).Select(Path.GetFileName)
        select new Exchange(Stub.Load($"errors/{file}", operation), client => CallOperationAsync(client, operation));

    /// <summary>Gets a query in which everything is set.</summary>
    public static ListChatCompletionsParameters Everything => new()
    {
        Model = "gpt-5.4",
        Metadata = new Dictionary<string, string> { ["team"] = "a & b" },
        After = "chatcmpl-1",
        Limit = 5,
        Order = SortOrder.Desc,
    };

    /// <summary>Reads the request that the contract shows as an example.</summary>
    public static CreateChatCompletionRequest Request(string example) =>
        JsonConvert.DeserializeObject<CreateChatCompletionRequest>(RequestJson(example))!;

    public static string RequestJson(string example) =>
        File.ReadAllText(Path.Combine(Stub.Folder, "createChatCompletion", example + ".request.json"));

    /// <summary>Makes a plain call of an operation, every parameter given.</summary>
    public static Task CallOperationAsync(ChatApi client, string operation) => operation switch
    {
        "createChatCompletion" => client.CreateChatCompletionAsync(
            new CreateChatCompletionRequest([new ChatCompletionRequestUserMessage("Hi")], "gpt-5.4")),
        "listChatCompletions" => client.ListChatCompletionsAsync(Everything),
        "getChatCompletion" => client.GetChatCompletionAsync("chatcmpl-1"),
        "updateChatCompletion" => client.UpdateChatCompletionAsync(
            "chatcmpl-1",
            new UpdateChatCompletionRequest(new Dictionary<string, string> { ["a"] = "b" })),
        "deleteChatCompletion" => client.DeleteChatCompletionAsync("chatcmpl-1"),
        _ => client.GetChatCompletionMessagesAsync(
            "chatcmpl-1",
            new GetChatCompletionMessagesParameters { After = "msg-1", Limit = 5, Order = SortOrder.Asc }),
    };
}
