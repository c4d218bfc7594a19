using Microsoft.AspNetCore.Http;

namespace OpenAIChat.Testing;

/// <summary>Reads the body of a request, as far as the server's limit allows.</summary>
internal static class RequestBody
{
    /// <summary>Reads the whole body; one that is too long is refused, and nothing of it is kept.</summary>
    public static async Task<(byte[] Body, RequestRefusedException? Refused)> ReadAsync(HttpContext context)
    {
        try
        {
            using var buffer = new MemoryStream();
            await context.Request.Body.CopyToAsync(buffer, context.RequestAborted).ConfigureAwait(false);
            return (buffer.ToArray(), null);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return ([], new RequestRefusedException(
                413,
                "The request is too large. Send less, or raise ChatServerOptions.MaxRequestBytes.",
                code: "request_too_large"));
        }
    }
}
