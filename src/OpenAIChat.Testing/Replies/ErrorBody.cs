using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>An error in the provider's shape, with what the provider says by default.</summary>
internal static class ErrorBody
{
    public static JObject Of(int status, string? message, string? type, string? code, string? param)
    {
        (string Message, string Type, string? Code) usual = status switch
        {
            400 => ("The request is not valid.", "invalid_request_error", null),
            401 => ("The API key is missing or not valid.", "invalid_request_error", "invalid_api_key"),
            403 => ("You may not use this resource.", "invalid_request_error", "permission_denied"),
            404 => ("There is no such resource.", "invalid_request_error", "not_found"),
            405 => ("This method is not allowed here.", "invalid_request_error", "method_not_allowed"),
            408 => ("The request took too long to arrive.", "timeout", "request_timeout"),
            409 => ("The resource is being changed by another request.", "invalid_request_error", "conflict"),
            413 => ("The request is too large.", "invalid_request_error", "request_too_large"),
            422 => ("The request is well formed, but cannot be processed.", "invalid_request_error", "unprocessable_entity"),
            429 => ("You have sent too many requests. Try again later.", "requests", "rate_limit_exceeded"),
            503 => ("The server is overloaded. Try again later.", "server_error", "service_unavailable"),
            >= 500 => ("The server had an error while processing the request.", "server_error", "server_error"),
            _ => ("The request failed.", "invalid_request_error", null),
        };
        return new JObject(
            new JProperty("error", new JObject(
                new JProperty("message", message ?? usual.Message),
                new JProperty("type", type ?? usual.Type),
                new JProperty("param", param),
                new JProperty("code", code ?? usual.Code))));
    }
}
