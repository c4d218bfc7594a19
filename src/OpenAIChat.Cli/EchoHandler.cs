namespace OpenAIChat.Cli;

/// <summary>Prints the JSON of successful answers while it is received, as it is received.</summary>
internal sealed class EchoHandler(EchoWriter output, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            return response;
        }

        bool hasEvents = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var echoed = new StreamContent(new EchoStream(body, output, hasEvents));
        foreach ((string name, IEnumerable<string> values) in response.Content.Headers)
        {
            echoed.Headers.TryAddWithoutValidation(name, values);
        }

        response.Content = echoed;
        return response;
    }
}
