using System.Diagnostics;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tests.StructuredOutput.Properties;

/// <summary>The validator of the contract lint, asked once for a whole batch; without it, the test is ignored with the reason.</summary>
internal static class Ajv
{
    private static readonly string Folder = Path.Combine(Repository.Root, "build/ContractLint");

    /// <summary>Validates instances against their schemas.</summary>
    /// <param name="batch">Objects with a <c>type</c>, a <c>schema</c> and <c>instances</c>, each of these a text.</param>
    /// <returns>What is wrong, one line for each fault.</returns>
    public static string[] Faults(JArray batch)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules/ajv")))
        {
            Assert.Ignore("Ajv is not installed; run build/contract-lint once.");
        }

        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, batch.ToString(Formatting.None));
            using Process process = Start(file);
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, errors.Result);
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Process Start(string file)
    {
        try
        {
            return Process
                .Start(new ProcessStartInfo(
                "node", ["instances.mjs", file])
                {
                    WorkingDirectory = Folder,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true
                })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("There is no node on this machine.");
            throw;
        }
    }
}
