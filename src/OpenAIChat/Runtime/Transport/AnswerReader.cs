using Newtonsoft.Json;

namespace OpenAIChat.Runtime;

/// <summary>Reads a whole JSON document as the answer to a call.</summary>
internal static class AnswerReader
{
    /// <summary>How much of a 2xx body is searched for an error in disguise: whoever reports one is brief.</summary>
    private const int MaxErrorLength = 16 * 1024;

    public static T Read<T>(CallState call, ApiAnswer answer, JsonRead<T> read, ReadOnlyMemory<byte> json)
        where T : class
    {
        T? model = null;
        JsonException? malformed = null;
        try
        {
            model = json.Length == 0 ? null : JsonText.Read(json, read);
        }
        catch (JsonException exception)
        {
            malformed = exception;
        }

        if (MayHoldError(model) && FindError(call, json) is { } error)
        {
            throw AnswerErrors.Misunderstood(call, answer, "The server reports an error under this status", json, error, malformed);
        }

        return model ?? throw AnswerErrors.Misunderstood(call, answer, WhatIsWrong(json.Span), json, null, malformed);
    }

    /// <summary>Determines whether an answer has members that an error would have; one that could not be read may have.</summary>
    public static bool MayHoldError(object? model) => model is not JsonModel { Additional: var more }
        || (more is { Count: > 0 } && (more.ContainsKey("error") || more.ContainsKey("message") || more.ContainsKey("detail")));

    /// <summary>Finds an error in JSON that came under a 2xx status.</summary>
    public static ApiError? FindError(CallState call, ReadOnlyMemory<byte> json)
    {
        ReadOnlySpan<byte> utf8 = json.Span;
        bool mayHoldError = utf8.Length <= MaxErrorLength
            && (utf8.IndexOf("\"error\""u8) >= 0 || utf8.IndexOf("\"message\""u8) >= 0 || utf8.IndexOf("\"detail\""u8) >= 0);
        return mayHoldError && ErrorReader.Find(call.Redactor.Redact(Utf8Decoder.GetString(utf8))) is { } error
            ? AnswerErrors.Redact(error, call.Redactor) : null;
    }

    /// <summary>Reads what a server says about an error.</summary>
    public static ApiError ReadError(CallState call, ReadOnlySpan<byte> utf8) =>
        AnswerErrors.Redact(ErrorReader.Read(call.Redactor.Redact(Utf8Decoder.GetString(utf8))), call.Redactor);

    private static string WhatIsWrong(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> text = Utf8Whitespace.TrimStart(content);
        return text.Length == 0
            ? "The answer is empty where JSON was expected"
            : text[0] == '<' ? "The answer is a page (HTML or XML) where JSON was expected; is BaseUrl right?"
            : "The answer is not the JSON that was expected";
    }
}
