using Codegen.Lowering;

namespace Codegen.Docs;

/// <summary>The reference pages of a contract: one of the client, and one for each model.</summary>
internal static class ReferencePages
{
    /// <summary>What every page says to whoever would edit it.</summary>
    public const string Notice = "<!-- Written by the build from the contract: a change belongs there. -->";

    /// <summary>Prints every page.</summary>
    /// <returns>The pages by their path below the folder of the documents.</returns>
    public static IReadOnlyDictionary<string, string> Print(ContractDocument document, LoweringConfig config, Examples? examples)
    {
        ContractStructure.Check(document, config.Keeps);
        var lowering = new ContractLowering(document, config);
        string clientPage = $"{config.Client}.md";
        var pages = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [clientPage] = new ClientPage(document, lowering, config, examples).Print(),
        };
        var model = new ModelPage(lowering, clientPage, new Uses(lowering, clientPage));
        foreach (var type in lowering.Types)
        {
            pages[$"models/{type.Name}.md"] = model.Print(type);
        }

        return pages;
    }

    /// <summary>Writes the pages that differ, and deletes those of models that are no more.</summary>
    /// <returns>How many files were written or deleted.</returns>
    public static int Write(IReadOnlyDictionary<string, string> pages, string folder)
    {
        int touched = 0;
        string models = Path.Combine(folder, "models");
        Directory.CreateDirectory(models);
        foreach (string file in Directory.EnumerateFiles(models, "*.md"))
        {
            if (!pages.ContainsKey($"models/{Path.GetFileName(file)}")
                && File.ReadAllText(file).StartsWith(Notice, StringComparison.Ordinal))
            {
                File.Delete(file);
                touched++;
            }
        }

        foreach (var (path, text) in pages)
        {
            string file = Path.Combine(folder, path);
            if (!File.Exists(file) || File.ReadAllText(file) != text)
            {
                File.WriteAllText(file, text);
                touched++;
            }
        }

        return touched;
    }

    /// <summary>Gets the links at the foot of a page.</summary>
    public static string Back(string root, string clientPage) =>
        $"[Back to the operations]({root}{clientPage}#operations) · [Models]({root}{clientPage}#models) · [README]({root}../README.md)";
}
