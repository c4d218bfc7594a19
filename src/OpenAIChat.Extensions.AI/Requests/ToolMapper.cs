using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace OpenAIChat.Extensions.AI.Requests;

/// <summary>Maps tools and how they may be called; tools are added to those of the raw request.</summary>
internal static class ToolMapper
{
    // A declaration's schema is turned into bytes once; the tool made of it is never changed, so requests share it.
    private static readonly ConditionalWeakTable<AIFunctionDeclaration, ChatCompletionTool> Plain = new();
    private static readonly ConditionalWeakTable<AIFunctionDeclaration, ChatCompletionTool> Lenient = new();
    private static readonly ConditionalWeakTable<AIFunctionDeclaration, ChatCompletionTool> Strict = new();

    /// <param name="options">The options.</param>
    /// <param name="request">The request.</param>
    /// <param name="mayHaveTools">Whether the request came from the caller, and may have tools of its own.</param>
    public static void Apply(ChatOptions options, CreateChatCompletionRequest request, bool mayHaveTools)
    {
        if (options.Tools is { Count: > 0 } tools)
        {
            AddTools(tools, options, request, mayHaveTools);
        }
        else if (!mayHaveTools)
        {
            return;
        }

        if (request.Tools is not { Count: > 0 })
        {
            return;
        }

        request.ParallelToolCalls ??= options.AllowMultipleToolCalls;
        request.ToolChoice ??= ToChoice(options.ToolMode);
    }

    private static void AddTools(IList<AITool> tools, ChatOptions options, CreateChatCompletionRequest request, bool mayHaveTools)
    {
        bool? strict = StrictMode.Of(options.AdditionalProperties);
        List<ChatCompletionRequestTool> all = mayHaveTools && request.Tools is { Count: > 0 } given ? [.. given] : new(tools.Count);
        for (int i = 0; i < tools.Count; i++)
        {
            switch (tools[i])
            {
                case AIFunctionDeclaration function:
                    all.Add(ToTool(function, StrictMode.Of(function.AdditionalProperties) ?? strict));
                    break;
                case HostedWebSearchTool:
                    request.WebSearchOptions ??= new WebSearchOptions();
                    break;
                case { } other:
                    throw new NotSupportedException(
                        $"Chat completions have no tool of the kind {other.GetType().Name} (\"{other.Name}\"). Leave it out, or offer a "
                            + $"function that does the same.");
                case null:
                    throw new ArgumentException($"ChatOptions.Tools[{i}] is null. Leave it out.", nameof(options));
            }
        }

        if (all.Count > 0)
        {
            request.Tools = all;
        }
    }

    private static ChatCompletionTool ToTool(AIFunctionDeclaration function, bool? strict) => strict switch
    {
        null => Plain.GetValue(function, static function => CreateTool(function, strict: null)),
        false => Lenient.GetValue(function, static function => CreateTool(function, strict: false)),
        true => Strict.GetValue(function, static function => CreateTool(function, strict: true)),
    };

    private static ChatCompletionTool CreateTool(AIFunctionDeclaration function, bool? strict) => new()
    {
        Function = new FunctionObject
        {
            Name = function.Name,
            Description = function.Description is { Length: > 0 } description ? description : null,
            Parameters = JsonObject.Parse((strict is true ? StrictMode.Transform(function.JsonSchema) : function.JsonSchema).GetRawText()),
            Strict = strict,
        },
    };

    private static ChatCompletionToolChoiceOption ToChoice(ChatToolMode? mode) => mode switch
    {
        null or AutoChatToolMode => "auto",
        NoneChatToolMode => "none",
        RequiredChatToolMode { RequiredFunctionName: { } name } => new ChatCompletionNamedToolChoice
        {
            Function = new NamedFunction { Name = name }
        },
        RequiredChatToolMode => "required",
        _ => throw new NotSupportedException(
            $"Chat completions have no tool mode {mode.GetType().Name}. Use Auto, None, RequireAny or RequireSpecific."),
    };
}
