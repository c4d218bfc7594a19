using System.Text.RegularExpressions;

namespace OpenAIChat.Tests.Architecture;

/// <summary>The rooms of the library, and the arrows between them, as CONTRIBUTING draws them.</summary>
internal sealed class RoomTests
{
    private const int MaxFileLength = 300;
    private const int MaxFields = 10;
    private const double MaxShare = 0.20;

    /// <summary>Which rooms of Runtime a room may name; all may name the polyfills.</summary>
    private static readonly Dictionary<string, string[]> Below = new()
    {
        ["Runtime/Transport"] = ["Runtime/Errors", "Runtime/Http", "Runtime/Models", "Runtime/Utf8Json"],
        ["Runtime/Errors"] = ["Runtime/Http", "Runtime/Utf8Json"],
        ["Runtime/Http"] = ["Runtime/Utf8Json"],
        ["Runtime/Models"] = ["Runtime/Http", "Runtime/Utf8Json"],
        ["Runtime/Utf8Json"] = [],
        ["Runtime/Polyfills"] = [],
    };

    /// <summary>What is not yet as it should be, with the reason.</summary>
    private static readonly Dictionary<string, string> KnownArrows = new()
    {
    };

    private static readonly Dictionary<string, string> KnownFolders = new()
    {
        ["Models"] = "Generated/Models and Models hold the two parts of the same types, and Runtime/Models what those are made of.",
    };

    [Test]
    public void The_library_compiles_in_memory() =>
        Assert.That(LibrarySource.Instance.Errors.Take(5), Is.Empty);

    [Test]
    public void Arrows_between_the_rooms_of_the_runtime_run_down() => Assert.That(
        LibrarySource.Instance.Arrows
            .Where(arrow => Below.TryGetValue(arrow.From, out string[]? below) && arrow.To != "Runtime/Polyfills"
                && !below.Contains(arrow.To))
            .Where(arrow => !KnownArrows.ContainsKey($"{arrow.From} → {arrow.To}")),
        Is.Empty);

    [Test]
    public void Every_room_of_the_runtime_has_its_arrows() => Assert.That(
        LibrarySource.Instance.Files.Select(LibrarySource.Instance.RoomOf).Where(room =>
            room.StartsWith("Runtime", StringComparison.Ordinal)).Distinct(),
        Is.SubsetOf(Below.Keys));

    [Test]
    public void No_rooms_of_the_runtime_form_a_circle()
    {
        // With the allowed arrows alone, each step must lead to rooms that lead further down, and never back.
        foreach (string room in Below.Keys)
        {
            var reached = new HashSet<string>();
            var open = new Queue<string>(Below[room]);
            while (open.TryDequeue(out string? next))
            {
                Assert.That(next, Is.Not.EqualTo(room));
                if (reached.Add(next))
                {
                    Array.ForEach(Below[next], open.Enqueue);
                }
            }
        }
    }

    [Test]
    public void Generated_code_names_the_runtime_and_nothing_else() => Assert.That(
        LibrarySource.Instance.Arrows.Where(arrow =>
            arrow.From == "Generated" && !arrow.To.StartsWith("Runtime/", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void The_runtime_knows_no_provider()
    {
        var words = new Regex(@"gen_ai|openai|chat|\bgpt|Organization|api-key\b|OPENAI_", RegexOptions.IgnoreCase);
        IEnumerable<string> lines =
            from file in LibrarySource.Instance.HandWrittenFiles
            where LibrarySource.Instance.RoomOf(file).StartsWith("Runtime/", StringComparison.Ordinal)
            from line in File.ReadLines(file)
            let own = line.Replace("OpenAIChat", "", StringComparison.Ordinal)
            where words.IsMatch(own)
            select Path.GetFileName(file) + ": " + line.Trim();

        Assert.That(lines, Is.Empty);
    }

    [Test]
    public void No_two_folders_of_the_source_share_a_name()
    {
        string source = Path.Combine(Repository.Root, "src");
        IEnumerable<string> shared = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(source, Path.GetDirectoryName(file)!))
            .Where(folder => !Regex.IsMatch(folder, @"(^|[\\/])(bin|obj)([\\/]|$)"))
            .Distinct()
            .GroupBy(folder => Path.GetFileName(folder)!)
            .Where(group => group.Count() > 1 && !KnownFolders.ContainsKey(group.Key))
            .Select(group => string.Join(", ", group));

        Assert.That(shared, Is.Empty);
    }

    [Test]
    public void No_room_holds_more_than_a_fifth_of_the_hand_written_lines()
    {
        var lines = LibrarySource.Instance.HandWrittenFiles
            .GroupBy(file => Path.GetRelativePath(LibrarySource.Instance.Folder, Path.GetDirectoryName(file)!), file =>
                File.ReadLines(file).Count())
            .ToDictionary(room => room.Key, room => room.Sum());
        int all = lines.Values.Sum();

        Assert.That(lines.Where(room => room.Value > all * MaxShare).Select(room => $"{room.Key}: {room.Value} of {all}"), Is.Empty);
    }

    [Test]
    public void No_file_is_longer_than_a_newcomer_reads() => Assert.That(
        LibrarySource.Instance.HandWrittenFiles
            .Select(file => (Name: Path.GetRelativePath(LibrarySource.Instance.Folder, file).Replace('\\', '/'),
                Length: File.ReadLines(file).Count()))
            .Where(file => file.Length > MaxFileLength && !IsKnown(KnownLongFiles, file.Name)),
        Is.Empty);

    [Test]
    public void No_type_has_more_fields_than_fit_unless_a_comment_beside_it_says_why() => Assert.That(
        LibrarySource.Instance.FindTypesWithManyFields(MaxFields).Distinct().Where(type => !IsKnown(KnownLargeTypes, type)), Is.Empty);

    /// <summary>What is not yet as it should be, by the beginning of its path, with the reason.</summary>
    private static readonly Dictionary<string, string> KnownLongFiles = new()
    {
        ["Runtime/Models/ModelValidator.cs"] = "One check for each kind of bound.",
        ["StructuredOutput/Reading/JsonTextParser.cs"] = "A parser of partial JSON that is being split.",
    };

    private static readonly Dictionary<string, string> KnownLargeTypes = new()
    {
        ["Accumulation/AccumulatedChoice"] = "A builder for each member of a choice.",
        ["StructuredOutput/JsonTextParser"] = "A parser of partial JSON that is being split.",
        ["StructuredOutput/ValueAnnotations"] = "One for each annotation that is read.",
    };

    private static bool IsKnown(Dictionary<string, string> exceptions, string path) =>
        exceptions.Keys.Any(start => path.StartsWith(start, StringComparison.Ordinal));
}
