using System.Diagnostics.CodeAnalysis;
using OpenAIChat.StructuredOutput;

namespace OpenAIChat;

/// <summary>Asks any <see cref="IChatApi"/> for answers that are values of a type.</summary>
public static class ChatApiStructuredOutput
{
    /// <summary>Creates a chat completion whose answer is a value of a type.</summary>
    /// <typeparam name="T">The type; its strict schema becomes the response format.</typeparam>
    /// <param name="chat">The API.</param>
    /// <param name="request">A request for a chat completion; it stays as it is.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The completion with its value, or with the reason why there is none.</returns>
    /// <exception cref="StrictJsonSchemaException">The type has no strict schema; nothing has been sent.</exception>
    [RequiresUnreferencedCode(StructuredType.TrimWarning)]
    [RequiresDynamicCode(StructuredType.TrimWarning)]
    public static Task<ParsedChatCompletion<T>> CreateChatCompletionAsync<T>(
        this IChatApi chat, CreateChatCompletionRequest request, CancellationToken cancellationToken = default) =>
        chat.CreateChatCompletionAsync(request, StructuredOutputFormat<T>.Of(null), cancellationToken);

    /// <summary>Creates a chat completion whose answer to one user message is a value of a type.</summary>
    /// <typeparam name="T">The type; its strict schema becomes the response format.</typeparam>
    /// <param name="chat">The API.</param>
    /// <param name="model">Id of the model.</param>
    /// <param name="message">What the user says.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The completion with its value, or with the reason why there is none.</returns>
    /// <exception cref="StrictJsonSchemaException">The type has no strict schema; nothing has been sent.</exception>
    [RequiresUnreferencedCode(StructuredType.TrimWarning)]
    [RequiresDynamicCode(StructuredType.TrimWarning)]
    public static Task<ParsedChatCompletion<T>> CreateChatCompletionAsync<T>(
        this IChatApi chat, string model, string message, CancellationToken cancellationToken = default) =>
        chat.CreateChatCompletionAsync<T>(ChatApiExtensions.Request(model, message), cancellationToken);

    /// <summary>Creates a chat completion whose answer is a value of a type.</summary>
    /// <typeparam name="T">The type; its strict schema becomes the response format.</typeparam>
    /// <param name="chat">The API.</param>
    /// <param name="request">A request for a chat completion; it stays as it is.</param>
    /// <param name="options">How the schema is made and sent.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The completion with its value, or with the reason why there is none.</returns>
    /// <exception cref="StrictJsonSchemaException">The type has no strict schema; nothing has been sent.</exception>
    [RequiresUnreferencedCode(StructuredType.TrimWarning)]
    [RequiresDynamicCode(StructuredType.TrimWarning)]
    public static Task<ParsedChatCompletion<T>> CreateChatCompletionAsync<T>(
        this IChatApi chat, CreateChatCompletionRequest request, StructuredOutputOptions? options,
        CancellationToken cancellationToken = default) =>
        chat.CreateChatCompletionAsync(request, StructuredOutputFormat<T>.Of(options), cancellationToken);

    /// <summary>Creates a chat completion whose answer follows a schema; it needs no reflection.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="chat">The API.</param>
    /// <param name="request">A request for a chat completion; it stays as it is.</param>
    /// <param name="format">The schema, and what reads the answer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The completion with its value, or with the reason why there is none.</returns>
    public static Task<ParsedChatCompletion<T>> CreateChatCompletionAsync<T>(
        this IChatApi chat, CreateChatCompletionRequest request, StructuredOutputFormat<T> format,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(chat);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(format);
        return Create();

        async Task<ParsedChatCompletion<T>> Create() =>
            AnswerParser
                .Parse(await StructuredCall.CreateAsync(chat, request, format, cancellationToken).ConfigureAwait(false), format.Reader);
    }

    /// <summary>Creates a chat completion whose answer is a value of a type, and shows the value while it arrives.</summary>
    /// <typeparam name="T">The type; its strict schema becomes the response format.</typeparam>
    /// <param name="chat">The API.</param>
    /// <param name="request">A request for a chat completion; it stays as it is.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The value as far as it is known; the last part of each answer is complete. Each enumeration sends the request
    /// again.</returns>
    /// <exception cref="StrictJsonSchemaException">The type has no strict schema; nothing has been sent.</exception>
    /// <exception cref="ChatCompletionParseException">At the end of the enumeration: an answer holds no value.</exception>
    [RequiresUnreferencedCode(StructuredType.TrimWarning)]
    [RequiresDynamicCode(StructuredType.TrimWarning)]
    public static IAsyncEnumerable<PartialChatCompletion<T>> CreateChatCompletionStreamAsync<T>(
        this IChatApi chat, CreateChatCompletionRequest request, CancellationToken cancellationToken = default) =>
        chat.CreateChatCompletionStreamAsync(request, StructuredOutputFormat<T>.Of(null), cancellationToken);

    /// <summary>Creates a chat completion whose answer is a value of a type, and shows the value while it arrives.</summary>
    /// <typeparam name="T">The type; its strict schema becomes the response format.</typeparam>
    /// <param name="chat">The API.</param>
    /// <param name="request">A request for a chat completion; it stays as it is.</param>
    /// <param name="options">How the schema is made and sent.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The value as far as it is known; the last part of each answer is complete. Each enumeration sends the request
    /// again.</returns>
    /// <exception cref="StrictJsonSchemaException">The type has no strict schema; nothing has been sent.</exception>
    /// <exception cref="ChatCompletionParseException">At the end of the enumeration: an answer holds no value.</exception>
    [RequiresUnreferencedCode(StructuredType.TrimWarning)]
    [RequiresDynamicCode(StructuredType.TrimWarning)]
    public static IAsyncEnumerable<PartialChatCompletion<T>> CreateChatCompletionStreamAsync<T>(
        this IChatApi chat, CreateChatCompletionRequest request, StructuredOutputOptions? options,
        CancellationToken cancellationToken = default) =>
        chat.CreateChatCompletionStreamAsync(request, StructuredOutputFormat<T>.Of(options), cancellationToken);

    /// <summary>
    /// Creates a chat completion whose answer follows a schema, and shows the value while it arrives; it needs no reflection.
    /// </summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="chat">The API.</param>
    /// <param name="request">A request for a chat completion; it stays as it is.</param>
    /// <param name="format">The schema, and what reads the answer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The value as far as it is known; the last part of each answer is complete. Each enumeration sends the request
    /// again.</returns>
    /// <exception cref="ChatCompletionParseException">At the end of the enumeration: an answer holds no value.</exception>
    public static IAsyncEnumerable<PartialChatCompletion<T>> CreateChatCompletionStreamAsync<T>(
        this IChatApi chat, CreateChatCompletionRequest request, StructuredOutputFormat<T> format,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(chat);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(format);
        return StreamedAnswers
            .ReadAsync(StructuredCall.StreamAsync(chat, request, format, cancellationToken), format.Reader, cancellationToken);
    }

    /// <summary>Reads the answers of a completion as values of a type, strictly by its schema.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="completion">The completion.</param>
    /// <param name="options">How the schema is made.</param>
    /// <returns>The completion with its value, or with the reason why there is none.</returns>
    /// <exception cref="StrictJsonSchemaException">The type has no strict schema.</exception>
    [RequiresUnreferencedCode(StructuredType.TrimWarning)]
    [RequiresDynamicCode(StructuredType.TrimWarning)]
    public static ParsedChatCompletion<T> Parse<T>(this CreateChatCompletionResponse completion, StructuredOutputOptions? options = null) =>
        completion.Parse(StructuredOutputFormat<T>.Of(options));

    /// <summary>Reads the answers of a completion, strictly by a schema; it needs no reflection.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="completion">The completion.</param>
    /// <param name="format">The schema, and what reads the answer.</param>
    /// <returns>The completion with its value, or with the reason why there is none.</returns>
    public static ParsedChatCompletion<T> Parse<T>(this CreateChatCompletionResponse completion, StructuredOutputFormat<T> format)
    {
        ArgumentNullException.ThrowIfNull(completion);
        ArgumentNullException.ThrowIfNull(format);
        return AnswerParser.Parse(completion, format.Reader);
    }
}
