using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Newtonsoft.Json.Linq;

using OpenAIChat;

namespace Codegen.Tests.Lowering;

/// <summary>No text of a contract becomes code, or a file of its own, wherever in the contract it stands.</summary>
public sealed class InjectionTests
{
    [Test]
    public void A_payload_in_every_position_becomes_neither_code_nor_a_file_and_compiles()
    {
        GeneratedProject generated = Generate("hostile", HostileContract.Document);

        Assert.That(generated.Exit, Is.Zero, generated.Output);
        AssertHarmless(generated);
        generated.AssertCompiles();
    }

    private static GeneratedProject Generate(string name, JObject contract)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "compile-tests", name)).FullName;
        string file = Path.Combine(folder, name + ".json");
        string config = Path.Combine(folder, "lowering.config");
        File.WriteAllText(file, contract.ToString());
        File.WriteAllText(config, "{}");
        return GeneratedProject.Generate(file, config);
    }

    private static void AssertHarmless(GeneratedProject generated)
    {
        Assert.That(generated.Files, Has.None.Contains("vil.").IgnoreCase);
        Assert.That(Path.Combine(Repository.Root, "evil.cs"), Does.Not.Exist);
        IEnumerable<string> payloads = generated.Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantTokens())
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(token => token.ValueText)
            .Where(IsPayload);
        Assert.That(payloads, Is.Empty);
    }

    // What stands where a name is made of it may be part of a longer name, but never a word by itself.
    private static bool IsPayload(string identifier) =>
        identifier.Contains("PwnedIdentifier", StringComparison.Ordinal) || identifier == "PwnedName";
}
