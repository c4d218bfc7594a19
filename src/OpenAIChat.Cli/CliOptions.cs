using Newtonsoft.Json.Linq;

namespace OpenAIChat.Cli;

/// <summary>What the command line asks for.</summary>
internal sealed record CliOptions
{
    public const string DefaultModel = "gpt-5.4";

    public string Model { get; init; } = DefaultModel;

    public string? System { get; init; }

    /// <summary>Gets the files that go with the first question.</summary>
    public IReadOnlyList<FileInfo> Attachments { get; init; } = [];

    /// <summary>Gets the JSON Schema that the answer follows.</summary>
    public FileInfo? Schema { get; init; }

    /// <summary>Gets the members of the request that were set one by one.</summary>
    public JObject Members { get; init; } = [];

    public string? BaseUrl { get; init; }

    public FileInfo? KeyFile { get; init; }

    public bool Stream { get; init; } = true;

    public bool Json { get; init; }

    public bool Stats { get; init; }

    /// <summary>Gets the words of the prompt; a lone <c>-</c> stands for standard input.</summary>
    public IReadOnlyList<string> Prompt { get; init; } = [];
}
