using System.Net;

namespace OpenAIChat.Tests;

/// <summary>A handler that answers by a function, and knows what it was sent.</summary>
internal sealed class InMemoryHandler(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    public InMemoryHandler(string json)
        : this(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(json, null, "application/json") })
    {
    }

    public List<HttpRequestMessage> Requests { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        HttpResponseMessage response = answer(request);
        response.RequestMessage = request;
        return Task.FromResult(response);
    }
}
