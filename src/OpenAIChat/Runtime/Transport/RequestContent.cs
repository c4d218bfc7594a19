using System.Net;

namespace OpenAIChat.Runtime;

/// <summary>A request body as one attempt sends it. Disposing it, as a handler may do, keeps the bytes for the next one.</summary>
internal sealed class RequestContent : HttpContent
{
    private readonly RequestBody body;

    public RequestContent(RequestBody body)
    {
        this.body = body;
        Headers.TryAddWithoutValidation("Content-Type", "application/json");
    }

#if !NETSTANDARD2_0
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        body.CopyToAsync(stream, cancellationToken);
#endif

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        body.CopyToAsync(stream, CancellationToken.None);

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
