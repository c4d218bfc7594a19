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

    public static async Task<string?> OfOursAsync()
    {
        using var http = new HttpClient(Transport());
        using var chat = new ChatApi(http, new ChatApiOptions { ApiKey = Key, BaseUrl = new Uri(Address) });
        var request = new CreateChatCompletionRequest {
            Model = Model,
            Messages = [new ChatCompletionRequestUserMessage(Question)],
            Temperature = 0.5 };
        CreateChatCompletionResponse reply = await chat.CreateChatCompletionAsync(request);
        return reply.Text;
    }

    public static async Task<string?> OfOfficialAsync()
    {
        using var http = new HttpClient(Transport());
        using var transport = new HttpClientPipelineTransport(http);
        var chat = new ChatClient(
            Model,
            new ApiKeyCredential(Key),
            new OpenAIClientOptions { Endpoint = new Uri(Address), Transport = transport });
        ClientResult<ChatCompletion> reply = await chat.CompleteChatAsync(
            [new UserChatMessage(Question)],
            new ChatCompletionOptions { Temperature = 0.5f });
        return reply.Value.Content[0].Text;
    }

    public static async Task<string?> OfStockAsync()
    {
        using var http = new HttpClient(Transport());
        var request = new StockRequest {
            Model = Model,
            Messages = [new StockMessage { Role = "user", Content = Question }],
            Temperature = 0.5 };
        using var message = new HttpRequestMessage(HttpMethod.Post, Address + "/chat/completions")
        {
            Content = new StringContent(JsonConvert.SerializeObject(request), Encoding.UTF8, "application/json"),
        };
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        using HttpResponseMessage answer = await http.SendAsync(message);
        return (string?)JsonConvert.DeserializeObject<StockResponse>(await answer.Content.ReadAsStringAsync())!.Choices![0].Message!
            .Content;
    }

    private static CannedHandler Transport() => new(Answer.ToArray(), "application/json");
}
