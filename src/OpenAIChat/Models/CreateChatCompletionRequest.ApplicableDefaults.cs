using OpenAIChat.Runtime;
using OpenAIChat.Validation;

namespace OpenAIChat;

/// <content>Chooses the defaults that go with a request: a default never makes a valid request invalid.</content>
public sealed partial class CreateChatCompletionRequest
{
    /// <summary>Copies these defaults without those that the request has no use for, and would be refused with.</summary>
    /// <param name="request">The request.</param>
    /// <param name="streamed">Whether the request goes out by the streaming method.</param>
    private CreateChatCompletionRequest ApplicableTo(CreateChatCompletionRequest request, bool streamed)
    {
        var applicable = (CreateChatCompletionRequest)Copy();
        // The method decides.
        applicable.Drop("stream");
        if (!streamed)
        {
            applicable.Drop("stream_options");
        }

        applicable.DropTokenLimits(request);
        applicable.DropTools(request);
        applicable.DropOutputs(request);
        return applicable;
    }

    // Of two members that exclude each other, the request has one: the default for the other goes.
    private void DropTokenLimits(CreateChatCompletionRequest request)
    {
        if (request.Sets("max_tokens"))
        {
            Drop("max_completion_tokens");
        }

        if (request.Sets("max_completion_tokens"))
        {
            Drop("max_tokens");
        }
    }

    private void DropTools(CreateChatCompletionRequest request)
    {
        if (request.Sets("tools", "tool_choice", "parallel_tool_calls"))
        {
            Drop("functions", "function_call");
        }

        if (request.Sets("functions", "function_call"))
        {
            Drop("tools", "tool_choice", "parallel_tool_calls");
        }

        // What is set by its JSON alone cannot be looked into.
        if (!Adds("tools") && !request.Adds("tools"))
        {
            IList<ChatCompletionRequestTool> tools = (request.HasValue("tools") ? request.Tools : Tools) ?? [];
            if (tools.Count == 0)
            {
                Drop("tool_choice", "parallel_tool_calls");
            }
            else if (ToolChoice is { } choice && ToolChoiceNeedsTools.MissingTools(choice, tools).Any())
            {
                Drop("tool_choice");
            }
        }

        if (!Adds("functions") && !request.Adds("functions"))
        {
            IList<ChatCompletionFunctions> known = (request.HasValue("functions") ? request.functions : functions) ?? [];
            if (FunctionCall is { } choice && (known.Count == 0 || FunctionCallNeedsFunctions.MissingName(choice, known) is not null))
            {
                Drop("function_call");
            }
        }
    }

    private void DropOutputs(CreateChatCompletionRequest request)
    {
        CreateChatCompletionRequest logprobs = request.Sets("logprobs") ? request : this;
        if (logprobs.Logprobs != true && !logprobs.Adds("logprobs"))
        {
            Drop("top_logprobs");
        }

        if (Speaks && !Sets("audio") && !request.Sets("audio"))
        {
            Drop("modalities");
        }

        CreateChatCompletionRequest modalities = request.Sets("modalities") ? request : this;
        if (!modalities.Speaks && !modalities.Adds("modalities"))
        {
            Drop("audio");
        }

        if (ResponseFormat is ResponseFormatJsonObject && !(request.messages is { Count: > 0 } ? request : this).MentionsJson())
        {
            Drop("response_format");
        }
    }

    private bool Speaks => Modalities?.Contains(ResponseModality.Audio) == true;

    private bool Sets(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (HasValue(name) || Adds(name))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasValue(string name) => name switch
    {
        "audio" => Audio is not null,
        "function_call" => FunctionCall is not null,
        "functions" => functions is not null,
        "logprobs" => Logprobs is not null,
        "max_completion_tokens" => MaxCompletionTokens is not null,
        "max_tokens" => MaxTokens is not null,
        "modalities" => Modalities is { Count: > 0 },
        "parallel_tool_calls" => ParallelToolCalls is not null,
        "tool_choice" => ToolChoice is not null,
        "tools" => Tools is not (null or UnsetList<ChatCompletionRequestTool> { Count: 0 }),
        _ => false,
    };

    private void Drop(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            Unmark(Members.IndexOf(name));
            Additional?.Remove(name);
            switch (name)
            {
                case "audio": Audio = null; break;
                case "function_call": FunctionCall = null; break;
                case "functions": functions = null; break;
                case "max_completion_tokens": MaxCompletionTokens = null; break;
                case "max_tokens": MaxTokens = null; break;
                case "modalities": Modalities = null; break;
                case "parallel_tool_calls": ParallelToolCalls = null; break;
                case "response_format": ResponseFormat = null; break;
                case "stream": Stream = null; break;
                case "stream_options": StreamOptions = null; break;
                case "tool_choice": ToolChoice = null; break;
                case "tools": Tools = null; break;
                case "top_logprobs": TopLogprobs = null; break;
            }
        }
    }
}
