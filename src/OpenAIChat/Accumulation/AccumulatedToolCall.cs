using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenAIChat.Runtime;

namespace OpenAIChat;

/// <summary>A tool call as far as it has arrived.</summary>
public sealed class AccumulatedToolCall
{
    private readonly TextBuilder arguments = new();
    private readonly MembersBuilder functionMembers = new();
    private readonly MembersBuilder members = new();
    private string? type;
    private string? functionName;
    private bool hasFunction;
    private bool goesOn;

    internal AccumulatedToolCall(int index) => Index = index;

    /// <summary>Gets the position of the call among the tool calls of its message.</summary>
    public int Index { get; }

    /// <summary>Gets the id of the call; empty until it has arrived.</summary>
    public string Id { get; private set; } = "";

    /// <summary>Gets the kind of tool: <c>function</c>, <c>custom</c> or what later versions of the API bring.</summary>
    public string Type => type ?? (Custom is not null && !hasFunction ? "custom" : "function");

    /// <summary>Gets the name of the function or custom tool; empty until it has arrived.</summary>
    public string Name => functionName ?? TextOfCustom("name") ?? "";

    /// <summary>Gets the arguments of a function so far: JSON only when the call is complete, and even then it can be invalid.</summary>
    public string Arguments => arguments.Value ?? "";

    /// <summary>Gets the input of a custom tool so far.</summary>
    public string Input => TextOfCustom("input") ?? "";

    // The contract's chunks know no custom tools: their calls come as an unknown member.
    private MembersBuilder? Custom => members.TryGet("custom", out JsonBuilder? custom) ? custom.Members : null;

    /// <summary>Determines whether the arguments are a whole object. It is read but once: where it was not whole, the server repeats the
    /// name
    /// with every piece.</summary>
    internal bool HasWholeArguments()
    {
        if (!goesOn)
        {
            try
            {
                goesOn = JsonText.Read(Encoding.UTF8.GetBytes(Arguments), static json => json.ReadToken()) is not JObject;
            }
            catch (JsonException)
            {
                goesOn = true;
            }
        }

        return !goesOn;
    }

    internal void Add(ChatCompletionMessageToolCallChunk piece)
    {
        if (piece.Id is { Length: > 0 } id)
        {
            Id = id;
        }

        if (piece.Type is { Value.Length: > 0 } kind)
        {
            type = kind.Value;
        }

        if (piece.Function is { } function)
        {
            hasFunction = true;
            if (function.Name is { Length: > 0 } name)
            {
                functionName = name;
            }

            arguments.Append(function.Arguments ?? MismatchedText.OfArguments(function));
            functionMembers.Add(function);
        }

        members.Add(piece);
    }

    internal ChatCompletionToolCall ToToolCall() => Type switch
    {
        "function" => ToFunctionCall(),
        "custom" => ToCustomCall(),
        _ => ToUnknownCall(),
    };

    private ChatCompletionMessageToolCall ToFunctionCall()
    {
        var call = new ChatCompletionMessageToolCall { Id = Id };
        if (hasFunction)
        {
            call.Function = ToFunction();
        }

        members.CopyTo(call, "index");
        return call;
    }

    private ToolCallFunction ToFunction()
    {
        var function = new ToolCallFunction(functionName ?? "", Arguments);
        functionMembers.CopyTo(function, "arguments");
        return function;
    }

    private ChatCompletionMessageCustomToolCall ToCustomCall()
    {
        var call = new ChatCompletionMessageCustomToolCall(Id, new ToolCallCustom(Name, Input));
        Custom?.CopyTo(call.Custom, "name", "input");
        members.CopyTo(call, "custom", "index");
        return call;
    }

    private ChatCompletionToolCall.Unknown ToUnknownCall()
    {
        var call = new JObject();
        if (Id.Length > 0)
        {
            call["id"] = Id;
        }

        call["type"] = Type;
        if (hasFunction)
        {
            call["function"] = ToFunction().ToToken();
        }

        members.CopyTo(call);
        return new ChatCompletionToolCall.Unknown(call);
    }

    private string? TextOfCustom(string name) => Custom is { } custom && custom.TryGet(name, out JsonBuilder? value) ? value.Text : null;
}
