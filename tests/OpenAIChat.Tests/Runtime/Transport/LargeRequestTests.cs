using System.Net;

namespace OpenAIChat.Tests.Runtime.Transport;

internal sealed class LargeRequestTests
{
    private const int Length = 50 * 1024 * 1024;
    private const int Megabyte = 1024 * 1024;

    [Test]
    public async Task A_large_request_needs_little_more_memory_than_its_own_size()
    {
        using var handler = new CountingHandler();
        using ChatApi chat = Client(handler);
        CreateChatCompletionRequest request = Request();

        long before = GC.GetTotalAllocatedBytes(precise: true);
        await chat.CreateChatCompletionAsync(request);
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.That(handler.Sent, Is.GreaterThan(Length));
        Assert.That(allocated, Is.LessThan(1.1 * Length));
    }

    [Test]
    public async Task Little_of_what_large_requests_needed_is_kept()
    {
        using var handler = new CountingHandler();
        using ChatApi chat = Client(handler);
        CreateChatCompletionRequest request = Request();
        long before = GC.GetTotalMemory(forceFullCollection: true);

        await chat.CreateChatCompletionAsync(request);
        await chat.CreateChatCompletionAsync(request);

        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(12 * Megabyte));
        GC.KeepAlive(request);
    }

    private static ChatApi Client(HttpMessageHandler handler) => new(new HttpClient(handler), new ChatApiOptions { ApiKey = "sk-test", BaseUrl = new Uri("http://server.invalid/v1") });

    private static CreateChatCompletionRequest Request() => new()
    {
        Model = "gpt-5.4",
        Messages = [ChatCompletionRequestMessage.User(new string('x', Length))],
    };

    private sealed class CountingHandler : HttpMessageHandler
    {
        public long Sent { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Sent = request.Content!.Headers.ContentLength ?? 0;
            await request.Content.CopyToAsync(Stream.Null, cancellationToken);
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"choices":[{"index":0,"message":{"role":"assistant","content":"ok"},"finish_reason":"stop"}]}""") };
        }
    }
}
