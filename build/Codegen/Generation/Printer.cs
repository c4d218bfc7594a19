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
            // Writes a file of every key.
            nswag.Run(folder, "new");
            string complete = Path.Combine(folder, "nswag.json");
            if (File.Exists(complete))
            {
                config.Check(File.ReadAllText(complete), nswag.Version);
            }

            string templates = Path.Combine(Path.GetDirectoryName(layout.NSwagConfig)!, config.TemplateDirectory);
            foreach (string template in Directory.GetFiles(templates, "*.liquid"))
            {
                string copy = Path.Combine(folder, config.TemplateDirectory, Path.GetFileName(template));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(template, copy);
            }
            File.WriteAllText(complete, config.Text);
            File.WriteAllText(Path.Combine(folder, "lowered.json"), lowered);

            (int exit, string printed) = nswag.Run(folder, "run", "nswag.json", "/variables:LoweredContract=lowered.json,GeneratedFile=printed.cs");
            string result = Path.Combine(folder, "printed.cs");
            return exit == 0 && File.Exists(result)
                ? File.ReadAllText(result)
                : throw NSwagError.Explain(printed.Replace(folder, ".", StringComparison.Ordinal), layout.Show(layout.NSwagConfig), Find);

            string? Find(string name) => Path.Combine(templates, $"{name}.liquid") is var file && File.Exists(file) ? layout.Show(file) : null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
