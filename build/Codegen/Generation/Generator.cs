using Codegen.Docs;
using Codegen.Lowering;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json;

namespace Codegen.Generation;

/// <summary>Brings the generated code and the reference pages up to date with the contract: lowers, and has NSwag print where that gives something else than it did.</summary>
/// <param name="layout">Where everything is.</param>
/// <param name="nswagFolder">The folder to take NSwag from, if somebody gave one.</param>
/// <param name="output">Where it is told what changes; nothing is when all is current.</param>
/// <param name="error">Where warnings go.</param>
internal sealed class Generator(Layout layout, string? nswagFolder, TextWriter output, TextWriter error)
{
    private readonly string shownOutput = layout.Show(layout.Output);

    /// <summary>Generates what is stale.</summary>
    /// <param name="force">Whether to generate although nothing is.</param>
    /// <param name="allowUnusedEntries">Whether an entry of lowering.json that decides nothing is told elsewhere, and no error.</param>
    /// <exception cref="ContractException">An input is wrong or NSwag cannot be had; all files are as they were.</exception>
    public void BringUpToDate(bool force, bool allowUnusedEntries = false)
    {
        using var alone = new FolderLock(layout.Output);
        NSwagConfig nswag = NSwagConfig.Load(layout.NSwagConfig, layout.Show(layout.NSwagConfig));
        ContractDocument document = ContractDocument.Load(layout.Contract);
        LoweringConfig config = LoweringConfig.Load(layout.Config);
        using var notes = new StringWriter();
        string lowered = Text(Lower(document, config, allowUnusedEntries, notes));
        Examples? examples = File.Exists(layout.Examples) ? Examples.Load(layout.Examples) : null;
        IReadOnlyDictionary<string, string> pages = ReferencePages.Print(document, config, examples);

        List<(string Name, string Text)> inputs = Inputs(lowered, nswag);
        Fingerprint? recorded = Fingerprint.Load(layout.Output);
        var present = Fingerprint.Of(inputs, layout.Output);
        if (IsStale(recorded, present) || force)
        {
            output.Write(notes);
            GeneratedFiles files = Print(lowered, nswag);
            WarnOfEdits(recorded, present, files);
            (int written, int deleted) = files.WriteTo(layout.Output);
            Fingerprint.Of(inputs, layout.Output).Save(layout.Output);
            output.WriteLine($"Generated {shownOutput}: {files.Count} files, {written} written, {deleted} deleted.");
        }

        int touched = ReferencePages.Write(pages, layout.Docs);
        if (touched > 0 || force)
        {
            output.WriteLine($"Generated {layout.Show(layout.Docs)}: {pages.Count} pages, {touched} changed.");
        }
        foreach (string name in GeneratedFiles.StrayIn(layout.Output))
        {
            Warn(name, $"this file is not generated; move it out of {shownOutput}, or delete it");
        }
    }

    /// <summary>Generates the code of another document into another folder, and nothing else.</summary>
    /// <param name="allowUnusedEntries">Whether lowering.json was written for another edition, so that an entry that decides nothing does no harm.</param>
    public void GenerateElsewhere(bool allowUnusedEntries)
    {
        using var alone = new FolderLock(layout.Output);
        NSwagConfig nswag = NSwagConfig.Load(layout.NSwagConfig, layout.Show(layout.NSwagConfig));
        ContractLowering lowering = Lower(ContractDocument.Load(layout.Contract), LoweringConfig.Load(layout.Config), allowUnusedEntries, output);
        GeneratedFiles files = Print(Text(lowering), nswag);
        (int written, int deleted) = files.WriteTo(layout.Output);
        output.WriteLine($"Generated {shownOutput}: {files.Count} files, {written} written, {deleted} deleted.");
    }

    /// <summary>Lowers a document, and says what of it is left out.</summary>
    public static ContractLowering Lower(ContractDocument document, LoweringConfig config, bool allowUnusedEntries, TextWriter output)
    {
        ContractStructure.Check(document, config.Keeps);
        var lowering = new ContractLowering(document, config);
        if (!allowUnusedEntries)
        {
            lowering.RequireEveryEntryUsed();
        }
        foreach (Operation operation in lowering.Operations)
        {
            foreach (string note in operation.Notes)
            {
                output.WriteLine($"note: {operation.Method.ToUpperInvariant()} {operation.Path} ({operation.Id}): {note}.");
            }
        }
        return lowering;
    }

    /// <summary>Returns a lowered document as NSwag reads it.</summary>
    public static string Text(ContractLowering lowering) => lowering.ToDocument().ToString(Formatting.Indented).ReplaceLineEndings("\n") + "\n";

    private GeneratedFiles Print(string lowered, NSwagConfig nswag) =>
        GeneratedFiles.Parse(new Printer(layout, nswag, NSwagTool.Find(layout, nswagFolder, output)).Print(lowered));

    private List<(string Name, string Text)> Inputs(string lowered, NSwagConfig nswag)
    {
        return
        [
            ("the lowered contract", lowered),
            (layout.Show(layout.NSwagConfig), nswag.Text),
            ("NSwag", NSwagTool.VersionOf(layout)),
            .. nswag.Templates(layout).Select(file => (layout.Show(file), File.ReadAllText(file))),
        ];
    }

    private bool IsStale(Fingerprint? recorded, Fingerprint present)
    {
        if (recorded is null)
        {
            output.WriteLine($"Generating: {shownOutput} does not say what it was made from.");
            return true;
        }
        var changed = present.ChangedInputs(recorded).ToList();
        changed.ForEach(name => output.WriteLine($"Generating: {name} has changed."));
        if (!present.HasOutputOf(recorded))
        {
            output.WriteLine($"Generating: {shownOutput} is not as it was generated.");
            return true;
        }
        return changed.Count > 0;
    }

    /// <summary>A file whose text is neither what was generated nor what will be was edited by hand.</summary>
    private void WarnOfEdits(Fingerprint? recorded, Fingerprint present, GeneratedFiles files)
    {
        if (recorded is null || present.HasOutputOf(recorded))
        {
            return;
        }
        bool isCertain = !present.ChangedInputs(recorded).Any();
        foreach (string name in files.DifferentIn(layout.Output))
        {
            Warn(name, (isCertain ? "what was changed here by hand is overwritten" : "if something was changed here by hand, it is overwritten")
                + ". What a type is stands in openapi/openapi.yaml and generator-config/lowering.json, how it is printed in generator-config/templates; "
                + $"behavior belongs in a partial type beside {shownOutput}");
        }
    }

    private void Warn(string name, string text) => error.WriteLine($"{new Position($"{shownOutput}/{name}", 1, 1)}: warning: {text}.");
}
