using Microsoft.Extensions.Options;

namespace OpenAIChat.Extensions.DependencyInjection;

/// <summary>
/// Validates options as the constructor of <see cref="ChatApi"/> does, so that a host fails when it starts and not at its first call.
/// </summary>
internal sealed class ChatApiOptionsValidator : IValidateOptions<ChatApiOptions>
{
    public ValidateOptionsResult Validate(string? name, ChatApiOptions options)
    {
        try
        {
            using var httpClient = new HttpClient(new HttpClientHandler(), disposeHandler: true);
            using var chat = new ChatApi(httpClient, options);
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException invalid)
        {
            return ValidateOptionsResult.Fail(invalid.Message);
        }
    }
}
