using System.Net;
using System.Net.Http.Headers;

namespace OpenAIChat.Benchmarks.Contenders;

/// <summary>A transport in memory: reads the request to its end and answers with the same bytes each time.</summary>
internal sealed class CannedHandler(byte[] body, string mediaType) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            await content.CopyToAsync(Stream.Null, cancellationToken);
        }

        return Answer(request);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Content?.CopyTo(Stream.Null, null, cancellationToken);
        return Answer(request);
    }

    private HttpResponseMessage Answer(HttpRequestMessage request) => new(HttpStatusCode.OK)
    {
        RequestMessage = request,
        Content = new StreamContent(new MemoryStream(body, writable: false))
        {
            Headers = { ContentType = new MediaTypeHeaderValue(mediaType) }
        },
    };
}
