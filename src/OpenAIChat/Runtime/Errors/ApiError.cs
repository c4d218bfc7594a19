using Newtonsoft.Json.Linq;

namespace OpenAIChat;

/// <summary>What a server says about an error; each part is <see langword="null"/> where it says nothing.</summary>
public sealed class ApiError
{
    /// <summary>Creates an error description.</summary>
    /// <param name="message">What went wrong, for people.</param>
    /// <param name="type">The kind of error, such as <c>invalid_request_error</c>.</param>
    /// <param name="param">The request member that is at fault.</param>
    /// <param name="code">The exact error, such as <c>context_length_exceeded</c>.</param>
    /// <param name="json">The error as the server sent it.</param>
    public ApiError(string? message = null, string? type = null, string? param = null, string? code = null, JToken? json = null)
    {
        Message = message;
        Type = type;
        Param = param;
        Code = code;
        Json = json;
    }

    /// <summary>Gets what went wrong, for people.</summary>
    public string? Message { get; }

    /// <summary>Gets the kind of error, such as <c>invalid_request_error</c>.</summary>
    public string? Type { get; }

    /// <summary>Gets the request member that is at fault, such as <c>messages[0].content</c>.</summary>
    public string? Param { get; }

    /// <summary>Gets the exact error, such as <c>context_length_exceeded</c>; a number is given as text.</summary>
    public string? Code { get; }

    /// <summary>
    /// Gets the error as the server sent it, with members that are not known here; <see langword="null"/> when it was not JSON.
    /// </summary>
    public JToken? Json { get; }

    /// <summary>Gets the code, or the type where the code is only a number: that mostly repeats the status.</summary>
    internal string? Kind => Code is null || (Type is not null && Code.All(char.IsDigit)) ? Type : Code;

    internal bool IsEmpty => Message is null && Type is null && Param is null && Code is null;

    /// <summary>Returns the message with the code, or with the type where the code is only a number.</summary>
    /// <returns>A line such as <c>Rate limit reached (rate_limit_exceeded)</c>.</returns>
    public override string ToString() => (Message, Kind) switch
    {
        (null, null) => "",
        (null, { } code) => code,
        ({ } message, null) => message,
        ({ } message, { } code) => message + " (" + code + ")",
    };
}
