namespace Codegen.Generation;

/// <summary>Has NSwag print a lowered document.</summary>
/// <remarks>NSwag splits paths at commas and semicolons and cannot quote, so that it works in a temporary folder, on copies.</remarks>
internal sealed class Printer(Layout layout, NSwagConfig config, NSwagTool nswag)
{
    /// <returns>All files in one text; see <see cref="GeneratedFiles.Parse"/>.</returns>
    /// <exception cref="ContractException">nswag.json or a template is wrong.</exception>
    public string Print(string lowered)
    {
        string folder = Directory.CreateTempSubdirectory("nswag-").FullName;
        try
        {
            if (nswag.EveryOption is { } complete)
            {
                config.Check(complete, nswag.Version);
            }

            IReadOnlyList<string> templates = config.Templates(layout);
            string copies = Directory.CreateDirectory(Path.Combine(folder, config.TemplateDirectory)).FullName;
            foreach (string template in templates)
            {
                File.Copy(template, Path.Combine(copies, Path.GetFileName(template)));
            }
            File.WriteAllText(Path.Combine(folder, "nswag.json"), config.Text);
            File.WriteAllText(Path.Combine(folder, NSwagConfig.Input), lowered);

            (int exit, string printed) = nswag.Run(folder, "run", "nswag.json");
            string result = Path.Combine(folder, NSwagConfig.Output);
            return exit == 0 && File.Exists(result)
                ? File.ReadAllText(result)
                : throw NSwagError.Explain(printed.Replace(folder, ".", StringComparison.Ordinal), layout.Show(layout.NSwagConfig), Find);

            string? Find(string name) => templates.FirstOrDefault(file => Path.GetFileName(file) == $"{name}.liquid") is { } file ? layout.Show(file) : null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
