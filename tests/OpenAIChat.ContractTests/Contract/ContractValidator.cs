using System.Diagnostics;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenAIChat.ContractTests.MockServers;

namespace OpenAIChat.ContractTests.Contract;

/// <summary>
/// Validates exchanges by <c>openapi/openapi.yaml</c> itself, through a JSON Schema validator that shares nothing with the client: Ajv, in
/// a
/// Node process that answers a question a line.
/// </summary>
internal sealed class ContractValidator : IDisposable
{
    private readonly Process process;
    private readonly Lock questions = new();

    private ContractValidator(Process process) => this.process = process;

    public static ContractValidator Start()
    {
        string folder = Path.Combine(Repository.Root, "build", "ContractLint");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "ajv")))
        {
            using var install = Run(
                folder,
                OperatingSystem.IsWindows() ? "npm.cmd" : "npm",
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund");
            install.StandardOutput.ReadToEnd();
            install.WaitForExit();
            Assert.That(
                install.ExitCode,
                Is.Zero,
                "npm ci failed in build/ContractLint; Node and npm are needed to validate the exchanges.");
        }

        return new ContractValidator(Run(folder, "node", "exchanges.mjs", Path.Combine(Repository.Root, "openapi", "openapi.yaml")));
    }

    public IReadOnlyList<string> ValidateRequest(ReceivedRequest request) => ValidateRequest(
        Operations.Of(request.Method, request.Path),
        request.Query,
        request.Body.Length == 0 ? null : JToken.Parse(request.Body));

    public IReadOnlyList<string> ValidateRequest(string operation, IReadOnlyDictionary<string, string> query, JToken? body) =>
        Faults(new JObject { ["kind"] = "request", ["operation"] = operation, ["query"] = JObject.FromObject(query), ["body"] = body });

    public IReadOnlyList<string> ValidateAnswer(Stub stub) =>
        stub.IsStream ? ValidateStream(stub.Operation, stub.Body) : ValidateAnswer(stub.Operation, stub.Status, JToken.Parse(stub.Body));

    public IReadOnlyList<string> ValidateAnswer(string operation, int status, JToken body) =>
        Faults(new JObject { ["kind"] = "response", ["operation"] = operation, ["status"] = status, ["body"] = body });

    public IReadOnlyList<string> ValidateStream(string operation, string events) =>
        Faults(new JObject { ["kind"] = "response", ["operation"] = operation, ["status"] = 200, ["stream"] = events });

    /// <summary>Gets the parts of the contract that no exchange has shown so far, and how many were shown.</summary>
    public (IReadOnlyList<string> Missing, int Exercised) Coverage()
    {
        var answer = Ask(new JObject { ["kind"] = "coverage" });
        return ([.. answer["missing"]!.Values<string>().OfType<string>()], (int)answer["exercised"]!);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private static Process Run(string folder, string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true
        })!;

    private IReadOnlyList<string> Faults(JObject question) => [.. Ask(question)["faults"]!.Values<string>().OfType<string>()];

    private JObject Ask(JObject question)
    {
        lock (questions)
        {
            process.StandardInput.WriteLine(question.ToString(Formatting.None));
            return JObject.Parse(
                process.StandardOutput.ReadLine()
                    ?? throw new InvalidOperationException("The validator has ended; see its standard error."));
        }
    }
}
