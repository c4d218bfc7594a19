using Microsoft.Extensions.AI;

namespace OpenAIChat.Extensions.AI.Responses;

/// <summary>Adds the calls of an answer to its contents.</summary>
internal static class CallMapper
{
    public static void AddTo(IList<AIContent> contents, ChatCompletionResponseMessage answer)
    {
        if (answer.ToolCalls is { Count: > 0 } calls)
        {
            for (int i = 0; i < calls.Count; i++)
            {
                contents.Add(FunctionCalls.ToContent(calls[i]));
            }
        }

        if (answer.FunctionCall is { } function)
        {
            contents.Add(FunctionCalls.ToContent(function.Name, function.Arguments));
        }
    }
}
