using System.Diagnostics.CodeAnalysis;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Linq;
using OpenAIChat.StructuredOutput;

namespace OpenAIChat.Tools;

/// <summary>Writes what a function returns as what the model is told: a text as it is, anything else as JSON.</summary>
internal sealed class ToolResultWriter
{
    private readonly JsonSerializerSettings settings;

    [RequiresUnreferencedCode(StructuredType.TrimWarning)]
    [RequiresDynamicCode(StructuredType.TrimWarning)]
    public ToolResultWriter(JsonSerializerSettings? settings) =>
        // The name of an enum value tells a model more than its number.
        this.settings = settings ?? new JsonSerializerSettings { Converters = { new StringEnumConverter() } };

    /// <summary>Gets what stands for the result of a method that returns nothing.</summary>
    public static object Nothing { get; } = new();

    /// <summary>Awaits what a function returned, if it can be awaited.</summary>
    [RequiresUnreferencedCode(StructuredType.TrimWarning)]
    [RequiresDynamicCode(StructuredType.TrimWarning)]
    public static async Task<object?> AwaitAsync(object? returned)
    {
        if (returned is ValueTask valueTask)
        {
            await valueTask.ConfigureAwait(false);
            return Nothing;
        }

        if (returned?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
        {
            returned = type.GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(returned, null);
        }

        if (returned is not Task task)
        {
            return returned;
        }

        await task.ConfigureAwait(false);
        return ResultOf(task);
    }

    [RequiresUnreferencedCode(StructuredType.TrimWarning)]
    [RequiresDynamicCode(StructuredType.TrimWarning)]
    public ToolMessageContent Write(object? result) => result switch
    {
        null => "null",
        string text => text,
        ToolMessageContent content => content,
        ChatCompletionRequestMessageContentPartText part => new List<ChatCompletionRequestMessageContentPartText> { part },
        IEnumerable<ChatCompletionRequestMessageContentPartText> parts => parts.ToList(),
        JToken token => token.ToString(Formatting.None),
        JsonObject json => json.ToString(),
        // The trees of System.Text.Json are JSON by their text; their public properties are something else.
        _ when result.GetType().Namespace is "System.Text.Json" or "System.Text.Json.Nodes" => result.ToString() ?? "",
        _ when ReferenceEquals(result, Nothing) => ToolAnswers.Done,
        _ => JsonConvert.SerializeObject(result, settings),
    };

    // An asynchronous method without a result returns a task of a type that is private to the framework.
    [RequiresUnreferencedCode(StructuredType.TrimWarning)]
    [RequiresDynamicCode(StructuredType.TrimWarning)]
    private static object? ResultOf(Task task)
    {
        Type? type = task.GetType();
        while (type is not null && !(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>)))
        {
            type = type.BaseType;
        }

        return type is null || type.GetGenericArguments()[0].Name == "VoidTaskResult"
            ? Nothing
            : type.GetProperty(nameof(Task<>.Result))!.GetValue(task);
    }
}
