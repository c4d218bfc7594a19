using Newtonsoft.Json.Linq;

using OpenAIChat;

namespace Codegen.Tests.Lowering;

/// <summary>
/// Contracts of every edition give code that compiles with Runtime alone: no half, no warning, no entry in lowering.json.
/// </summary>
/// <remarks>
/// What is generated is built as a project of its own below artifacts/, so that every warning of the compiler is an error there too.
/// </remarks>
public class CompileTests
{
    private const string Documents = "tests/Codegen.Tests/Lowering/Documents";

    [TestCase($"{Documents}/edition-2023.yaml")]
    [TestCase($"{Documents}/edition-3.0.yaml")]
    [TestCase($"{Documents}/edition-3.1.yaml")]
    [TestCase($"{Documents}/nasty.yaml")]
    [TestCase($"{Documents}/pets-3.0.yaml", $"{Documents}/pets-3.0.json")]
    [TestCase("openapi/openapi.yaml")]
    public void Code_of_any_edition_compiles_with_the_runtime_alone(string contract, string config = "generator-config/lowering.json")
    {
        var generated = GeneratedProject.Generate(contract, config);

        Assert.That(generated.Exit, Is.Zero, generated.Output);
        generated.AssertCompiles();
    }

    [Test]
    public void Code_of_a_whole_document_in_the_providers_style_compiles_with_everything_kept_that_is_not_refused()
    {
        string folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "compile-tests", "provider")).FullName;
        File.WriteAllText(Path.Combine(folder, "provider.yaml"), ProviderDocument.Yaml);
        File.WriteAllText(
            Path.Combine(folder, "lowering.json"),
            new JObject { ["operations"] = new JArray(ProviderDocument.LeftOut()) }.ToString());

        Code_of_any_edition_compiles_with_the_runtime_alone(Path.Combine(folder, "provider.yaml"), Path.Combine(folder, "lowering.json"));
    }
}
