using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json;
using OpenAI;
using OpenAI.Chat;
using OpenAIChat.Benchmarks.Contenders;

namespace OpenAIChat.Benchmarks.Ratios;

/// <summary>
/// The first call of a program, written as a program would write it: nothing is prepared, and nothing is loaded that one client alone
/// needs.
/// </summary>
internal static class FirstCall
{
    private const string Address = "http://localhost/v1";
    private const string Key = "sk-benchmark";
    private const string Model = "gpt-5.4";
    private const string Question = "What is the capital of France?";

    private static ReadOnlySpan<byte> Answer =>
        """
        {"id":"chatcmpl-9x2v7c3m5k8s1q4w6e0r","object":"chat.completion","created":1790000000,"model":"gpt-5.4","choices":[{"index":0,"message":{"role":"assistant","content":"The capital of France is Paris.","refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":19,"completion_tokens":210,"total_tokens":229,"prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}},"service_tier":"default","system_fingerprint":"fp_44709d6fcb"}
        """u8;

    public static async Task<string?> OfOursAsync(string? address)
    {
        using var http = new HttpClient(Transport(address));
        using var chat = new ChatApi(http, new ChatApiOptions { ApiKey = Key, BaseUrl = new Uri(address ?? Address) });
        var request = new CreateChatCompletionRequest
        {
            Model = Model,
            Messages = [new ChatCompletionRequestUserMessage(Question)],
            Temperature = 0.5,
        };
        CreateChatCompletionResponse reply = await chat.CreateChatCompletionAsync(request);
        return reply.Text;
    }

    public static async Task<string?> OfOfficialAsync(string? address)
    {
        using var http = new HttpClient(Transport(address));
        using var transport = new HttpClientPipelineTransport(http);
        var options = new OpenAIClientOptions { Endpoint = new Uri(address ?? Address), Transport = transport };
        var chat = new ChatClient(Model, new ApiKeyCredential(Key), options);
        var settings = new ChatCompletionOptions { Temperature = 0.5f };
        ClientResult<ChatCompletion> reply = await chat.CompleteChatAsync([new UserChatMessage(Question)], settings);
        return reply.Value.Content[0].Text;
    }

    public static async Task<string?> OfStockAsync(string? address)
    {
        using var http = new HttpClient(Transport(address));
        var question = new StockMessage { Role = "user", Content = Question };
        var request = new StockRequest { Model = Model, Messages = [question], Temperature = 0.5 };
        using var message = new HttpRequestMessage(HttpMethod.Post, (address ?? Address) + "/chat/completions")
        {
            Content = new StringContent(JsonConvert.SerializeObject(request), Encoding.UTF8, "application/json"),
        };
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        using HttpResponseMessage answer = await http.SendAsync(message);
        return (string?)JsonConvert.DeserializeObject<StockResponse>(await answer.Content.ReadAsStringAsync())!.Choices![0].Message!
            .Content;
    }

    // Over a socket with the handler that every program has.
    private static HttpMessageHandler Transport(string? address) =>
        address is null ? new CannedHandler(Answer.ToArray(), "application/json") : new SocketsHttpHandler();
}
