using Codegen.Lowering;

namespace Codegen.Generation;

/// <summary>Where the inputs and outputs of generating are: the places of a repository, or other ones.</summary>
/// <param name="Root">The folder of the repository.</param>
internal sealed record Layout(string Root)
{
    /// <summary>Gets the OpenAPI document.</summary>
    public string Contract { get; init; } = Path.Combine(Root, "openapi", "openapi.yaml");

    /// <summary>Gets the decisions of how the contract is read; see <see cref="LoweringConfig"/>.</summary>
    public string Config { get; init; } = Path.Combine(Root, "generator-config", "lowering.json");

    /// <summary>Gets NSwag's configuration.</summary>
    public string NSwagConfig { get; init; } = Path.Combine(Root, "nswag.json");

    /// <summary>Gets the folder of the generated code.</summary>
    public string Output { get; init; } = Path.Combine(Root, "src", "OpenAIChat", "Generated");

    /// <summary>Gets the folder of the reference pages.</summary>
    public string Docs { get; } = Path.Combine(Root, "docs");

    /// <summary>Gets the compiled examples that the reference pages show.</summary>
    public string Examples { get; } = Path.Combine(Root, "tests", "OpenAIChat.Tests", "Docs", "ChatApiExamples.cs");

    /// <summary>Gets the folder that says which NSwag is used and how it is fetched.</summary>
    public string NSwagSource { get; } = Path.Combine(Root, "build", "NSwag");

    /// <summary>Gets the folder of what has been fetched.</summary>
    public string Cache { get; } = Path.Combine(Root, "artifacts", "generate");

    /// <summary>Returns a path as a reader of messages knows it.</summary>
    public string Show(string path)
    {
        string relative = Path.GetRelativePath(Root, path);
        return (relative.StartsWith("..", StringComparison.Ordinal) ? path : relative).Replace('\\', '/');
    }
}
