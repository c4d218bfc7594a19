using System.Text.RegularExpressions;

namespace Codegen.Tests.Recipes;

/// <summary>The recipes of CONTRIBUTING, followed word by word on a copy.</summary>
[TestFixture]
[Category("Recipes")]
public sealed partial class RecipeTests
{
    private const string Notes = """
        openapi: 3.1.0
        info: { title: Notes, version: "1", description: Keeps notes. }
        servers: [{ url: https://notes.example/v1 }]
        paths:
          /notes:
            get:
              operationId: listNotes
              summary: List notes
              parameters:
                - { name: after, in: query, description: Id of the last note of the page before., schema: { type: string } }
                - { name: limit, in: query, description: Size of a page., schema: { type: integer, minimum: 1, maximum: 100 } }
              responses:
                "200": { description: A page., content: { application/json: { schema: { $ref: "#/components/schemas/NoteList" } } } }
            post:
              operationId: createNote
              summary: Create a note
              requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } } }
              responses:
                "200": { description: The note., content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } } }
          /files/{file_id}:
            get:
              operationId: getFile
              summary: Get a file
              parameters: [{ name: file_id, in: path, required: true, description: Id of the file., schema: { type: string } }]
              responses:
                "200": { description: The file., content: { application/json: { schema: { $ref: "#/components/schemas/NoteFile" } } } }
        components:
          schemas:
            NoteList:
              type: object
              required: [data, has_more]
              properties:
                data: { type: array, items: { $ref: "#/components/schemas/Note" } }
                has_more: { type: boolean }
            Note:
              type: object
              required: [content]
              properties:
                id: { type: string }
                content: { anyOf: [{ type: string }, { type: array, items: { $ref: "#/components/schemas/Block" } }] }
                priority: { type: string, enum: [low, high] }
            Block:
              oneOf: [{ $ref: "#/components/schemas/TextBlock" }, { $ref: "#/components/schemas/FileBlock" }]
              discriminator: { propertyName: type }
            TextBlock: { type: object, required: [type, text], properties: { type: { type: string, enum: [text] }, text: { type: string } } }
            FileBlock: { type: object, required: [type, file], properties: { type: { type: string, enum: [file] }, file: { $ref: "#/components/schemas/NoteFile" } } }
            NoteFile: { type: object, required: [name], properties: { name: { type: string }, data: { type: string, format: byte } } }
        """;

    /// <summary>"Refresh the contract": edit, lint, build; then nothing is stale.</summary>
    [Test]
    [Platform(Exclude = "Win", Reason = "the scripts are bash")]
    public void After_edit_lint_and_build_nothing_is_stale()
    {
        using var copy = new RepositoryCopy();
        string contract = copy.Read("openapi/openapi.yaml");
        copy.Write(
            "openapi/openapi.yaml",
            Store().Replace(contract, "$1shelf_life:\n$1  type: integer\n$1  description: How many days the completion is kept.\n$0", 1));

        copy.Succeed("bash", "build/contract-lint");
        copy.Succeed("dotnet", "build", "src/OpenAIChat", "-nologo", "-v:q");
        copy.Commit("Add a member");
        copy.Succeed("bash", ".ci/compare-generated");

        Assert.That(copy.Read("src/OpenAIChat/Generated/Models/CreateChatCompletionRequest.g.cs"), Does.Contain("ShelfLife"));
        Assert.That(copy.Read("docs/models/CreateChatCompletionRequest.md"), Does.Contain("shelf_life"));
        Assert.That(copy.Git("status", "--porcelain"), Is.Empty);
    }

    /// <summary>"Copy this repository for another API": the client builds, and nothing of chat is left in it.</summary>
    [Test]
    [Platform(Exclude = "Win", Reason = "the scripts are bash")]
    public void Another_API_builds_and_nothing_of_chat_is_left()
    {
        using var copy = new RepositoryCopy();
        copy.Write("openapi/openapi.yaml", Notes);
        copy.Write("generator-config/lowering.json", """{ "namespace": "Notes", "client": "NotesApi", "operations": ["/**"] }""");
        foreach (string entry in Directory.GetFileSystemEntries(Path.Combine(copy.Root, "src/OpenAIChat"))
            .Where(entry => Path.GetFileName(entry) is not ("OpenAIChat.csproj" or "Runtime" or "Generated")))
        {
            if (Directory.Exists(entry))
            {
                Directory.Delete(entry, recursive: true);
            }
            else
            {
                File.Delete(entry);
            }
        }

        copy.Succeed("bash", "build/regenerate");
        copy.Succeed("dotnet", "build", "src/OpenAIChat", "-nologo", "-v:q");

        string[] sources = Directory.GetFiles(Path.Combine(copy.Root, "src/OpenAIChat"), "*.cs", SearchOption.AllDirectories);
        Assert.That(sources.Select(Path.GetFileName), Has.Some.EqualTo("NotesApi.g.cs").And.Some.EqualTo("ListNotesParameters.g.cs"));
        Assert.That(
            sources.SelectMany(file => OfChat().Matches(File.ReadAllText(file).Replace("OpenAIChat", "", StringComparison.Ordinal))
                .Select(match => $"{Path.GetFileName(file)}: {match.Value}")),
            Is.Empty);
    }

    [GeneratedRegex(@"^( +)store:\n", RegexOptions.Multiline)]
    private static partial Regex Store();

    [GeneratedRegex("ChatApi|ChatCompletion|gen_ai|openai", RegexOptions.IgnoreCase)]
    private static partial Regex OfChat();
}
