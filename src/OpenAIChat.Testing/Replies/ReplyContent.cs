using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>What a reply says, as opposed to how it travels.</summary>
internal abstract record ReplyContent;

/// <summary>A completion, built to fit the request it answers.</summary>
internal sealed record CompletionContent : ReplyContent
{
    public string[] Texts { get; init; } = [];

    public string? Refusal { get; init; }

    public ScriptedCall[] ToolCalls { get; init; } = [];

    /// <summary>Gets the ids of the calls: null for ids that are made up, empty for none.</summary>
    public string[]? ToolCallIds { get; init; }

    public bool IsLegacyFunctionCall { get; init; }

    public JObject? Whole { get; init; }

    public string? FinishReason { get; init; }

    public (int Prompt, int Completion)? Usage { get; init; }

    public int? ChunkLength { get; init; }

    public bool SendDone { get; init; } = true;

    public bool ObeysLimits { get; init; } = true;
}

/// <summary>A tool call before it has its id.</summary>
internal sealed record ScriptedCall(string Name, string Arguments);

/// <summary>Bytes that are sent as they are.</summary>
internal sealed record RawContent(int Status, string? ContentType, IReadOnlyList<byte[]> Parts) : ReplyContent;

/// <summary>No response at all.</summary>
internal sealed record DisconnectContent : ReplyContent;
