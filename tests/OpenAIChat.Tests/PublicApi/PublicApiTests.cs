using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.PublicApi;

/// <summary>
/// What callers compile against changes only on purpose: it is written down beside this file, for each package and framework.
/// </summary>
public sealed class PublicApiTests
{
    private const string HowToAccept = "APPROVE=1 dotnet test tests/OpenAIChat.Tests --filter PublicApi";
    private const int LinesShown = 20;

    public static IEnumerable<TestCaseData> Builds => Assemblies
        .Select(path => (Path: path, Name: $"{Path.GetFileNameWithoutExtension(path)}.{PublicApiPrinter.FrameworkOf(path)}"))
        .DistinctBy(build => build.Name)
        .Select(build => new TestCaseData(
            build.Path,
            Path.Combine(Repository.Root, "tests", "OpenAIChat.Tests", "PublicApi", build.Name + ".txt"))
            .SetArgDisplayNames(build.Name));

    private static IEnumerable<string> Assemblies =>
    [
        typeof(ChatApi).Assembly.Location,
        typeof(ChatServer).Assembly.Location,
        typeof(ChatApiChatClientExtensions).Assembly.Location,
        typeof(ChatApiServiceCollectionExtensions).Assembly.Location,
        .. typeof(PublicApiTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == "OtherBuild").Value!
            .Split(';'),
    ];

    [TestCaseSource(nameof(Builds))]
    public void Is_what_was_approved(string assembly, string approvedFile)
    {
        string actual = PublicApiPrinter.Print(assembly);
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            File.WriteAllText(approvedFile, actual);
        }

        string approved = File.Exists(approvedFile) ? File.ReadAllText(approvedFile).ReplaceLineEndings("\n") : "";
        if (approved != actual)
        {
            Assert.Fail(
                $"{Path.GetFileName(approvedFile)} tells another public API:\n{Difference(approved, actual)}If that is meant: {HowToAccept}");
        }
    }

    [Test]
    public void A_difference_is_shown_by_type_and_member()
    {
        const string Approved = "public class A\n    public int B()\n    public int C()\npublic class D\n    public int B()\n";
        const string Actual = "public class A\n    public int C()\n    public long B()\npublic class D\n    public int B()\n";

        Assert.That(Difference(Approved, Actual), Is.EqualTo("  public class A\n-     public int B()\n+     public long B()\n"));
    }

    private static string Difference(string approved, string actual)
    {
        (string Type, string Line)[] before = [.. LinesByType(approved)];
        (string Type, string Line)[] after = [.. LinesByType(actual)];
        (string Type, string Line)[] changes =
        [
            .. before.Except(after).Select(line => (line.Type, "- " + line.Line))
                .Concat(after.Except(before).Select(line => (line.Type, "+ " + line.Line)))
                .OrderBy(change => change.Type, StringComparer.Ordinal),
        ];
        string shown = string.Concat(changes.Take(LinesShown).GroupBy(change => change.Type)
            .Select(type => (type.Any(change => change.Line[2..] == type.Key) ? "" : $"  {type.Key}\n")
                + string.Concat(type.Select(change => change.Line + "\n"))));
        return changes.Length > LinesShown ? $"{shown}… and {changes.Length - LinesShown} more lines.\n" : shown;
    }

    private static IEnumerable<(string Type, string Line)> LinesByType(string api)
    {
        string type = "";
        foreach (string line in api.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            type = line.StartsWith(' ') ? type : line;
            yield return (type, line);
        }
    }
}
