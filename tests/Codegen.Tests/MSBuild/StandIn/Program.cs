// Stands in for build/Codegen and for NSwag where a test is about when they run, not about what they print.
using System.Text.RegularExpressions;

string Option(string name) => args[Array.IndexOf(args, name) + 1];

File.AppendAllLines("runs.log", [args[0]]);
switch (args[0])
{
    case "lower":
        string contract = File.ReadAllText(Option("--contract"));
        if (contract.Contains("not lowered", StringComparison.Ordinal))
        {
            Console.Error.WriteLine("openapi.yaml(1,1): error: this cannot be lowered");
            return 1;
        }
        File.WriteAllText(Option("--output"), contract);
        return 0;

    // NSwag: prints a class per schema.
    case "run":
        string[] variables = args[2]["/variables:".Length..].Split(',');
        string document = File.ReadAllText(variables[0]["LoweredContract=".Length..]);
        if (document.Contains("not printed", StringComparison.Ordinal))
        {
            Console.WriteLine("NSwag cannot print this");
            return -1;
        }
        IEnumerable<string> names = Regex.Matches(document, """
            "(\w+)": \{ "type": "object"
            """.Trim()).Select(match => match.Groups[1].Value);
        File.WriteAllLines(variables[1]["GeneratedFile=".Length..], names);
        return 0;

    case "split":
        string output = Option("--output");
        string[] types = File.ReadAllLines(Option("--input"));
        Dictionary<string, string> files = types[0].StartsWith("//", StringComparison.Ordinal)
            ? new() { ["ChatApi.g.cs"] = File.ReadAllText(Option("--input")) }
            : types.ToDictionary(type => $"{type}.g.cs", type => $"namespace OpenAIChat;\n\npublic class {type}\n{{\n}}\n");
        Directory.CreateDirectory(output);
        foreach (string file in Directory.GetFiles(output, "*.cs").Where(file => !files.ContainsKey(Path.GetFileName(file))))
        {
            File.Delete(file);
        }
        int written = 0;
        foreach ((string name, string content) in files)
        {
            string path = Path.Combine(output, name);
            if (!File.Exists(path) || File.ReadAllText(path) != content)
            {
                string aside = Path.Combine(output, $"{Guid.NewGuid():N}.new");
                File.WriteAllText(aside, content);
                File.Move(aside, path, overwrite: true);
                written++;
            }
        }
        Console.WriteLine($"{written} files written");
        return 0;

    case "stamp":
        string sorted = string.Concat(File.ReadAllLines(Option("--input")).OrderBy(line => line[66..], StringComparer.Ordinal).Select(line => $"{line}\n"));
        File.WriteAllText($"{Option("--output")}.new{Environment.ProcessId}", sorted);
        File.Move($"{Option("--output")}.new{Environment.ProcessId}", Option("--output"), overwrite: true);
        return 0;

    case "docs":
        Directory.CreateDirectory(Option("--output"));
        File.WriteAllText(Path.Combine(Option("--output"), "ChatApi.md"), "# ChatApi\n");
        return 0;

    default:
        return 2;
}
