namespace Codegen.Generation;

/// <summary>The folder that holds dotnet-nswag.dll, found or fetched: from NuGet, else from npm, which carries the same binaries.</summary>
internal sealed class NSwagTool
{
    private const string Program = "dotnet-nswag.dll";

    private static readonly string DotNet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private readonly Lazy<string?> everyOption;

    private NSwagTool(string folder, string version)
    {
        Folder = folder;
        Version = version;
        everyOption = new(() => NewConfiguration());
    }

    /// <summary>Gets the folder of the program.</summary>
    public string Folder { get; }

    /// <summary>Gets the version, which build/NSwag/package.json decides.</summary>
    public string Version { get; }

    /// <summary>Gets a configuration that has every option there is with its default; null where this NSwag writes none.</summary>
    public string? EveryOption => everyOption.Value;

    /// <summary>Reads the version that the templates are written for.</summary>
    public static string VersionOf(Layout layout)
    {
        string file = Path.Combine(layout.NSwagSource, "package.json");
        return (string?)JsonFile.Parse(layout.Show(file), File.ReadAllText(file))["dependencies"]?["nswag"]
            ?? throw new ContractException(
                "'dependencies' lacks nswag with its version",
                "#/dependencies",
                new Position(layout.Show(file), 1, 1));
    }

    /// <summary>Finds NSwag, or fetches it.</summary>
    /// <param name="layout">The repository.</param>
    /// <param name="given">The folder to take it from, if somebody gave one.</param>
    /// <param name="output">Where to say that it is being fetched.</param>
    /// <exception cref="ContractException">It cannot be had; the message says what to do.</exception>
    public static NSwagTool Find(Layout layout, string? given, TextWriter output)
    {
        string version = VersionOf(layout);
        string cached = Path.Combine(layout.Cache, $"nswag-{version}");
        if (given is not null && !Has(given))
        {
            throw new ContractException($"the generated code is stale, and NSwagToolDir holds no {Program}: {given}");
        }

        using var alone = new FolderLock(cached);
        string found = given
            ?? Candidates(layout, version, cached).FirstOrDefault(Has)
            ?? Fetch(layout, version, cached, output);
        string deps = Path.Combine(found, "dotnet-nswag.deps.json");
        return !File.Exists(deps) || File.ReadAllText(deps).Contains($"dotnet-nswag/{version}", StringComparison.Ordinal)
            ? new NSwagTool(found, version)
            : throw new ContractException($"this is not NSwag {version}, which the templates are written for: {found}");
    }

    /// <summary>Runs a command of NSwag.</summary>
    public (int ExitCode, string Printed) Run(string workingFolder, params string[] arguments) => ChildProcess.Run(
        workingFolder,
        DotNet,
        arguments.Prepend(Path.Combine(Folder, Program)),
        // Without the first, the tool's version is printed into every type.
        new Dictionary<string, string> { ["NSWAG_NOVERSION"] = "true", ["DOTNET_ROLL_FORWARD"] = "LatestMajor" });

    private string? NewConfiguration()
    {
        string folder = Directory.CreateTempSubdirectory("nswag-").FullName;
        try
        {
            Run(folder, "new");
            string file = Path.Combine(folder, "nswag.json");
            return File.Exists(file) ? File.ReadAllText(file) : null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool Has(string folder) => File.Exists(Path.Combine(folder, Program));

    private static IEnumerable<string> Candidates(Layout layout, string version, string cached)
    {
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set
            ? Path.Combine(layout.Root, set)
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        yield return Path.Combine(packages, "nswag.msbuild", version, "tools", "Net100");
        yield return InNpm(cached);
    }

    private static string InNpm(string folder) => Path.Combine(folder, "node_modules", "nswag", "bin", "binaries", "Net100");

    private static string Fetch(Layout layout, string version, string cached, TextWriter output)
    {
        output.WriteLine($"Fetching NSwag {version}.");
        string aside = $"{cached}.tmp";
        try
        {
            // A restore of its own: a feed without the package is no fault of the build.
            (_, string nuget) = ChildProcess.Run(
                layout.NSwagSource,
                DotNet,
                ["msbuild", "NSwag.csproj", "-nologo", "-v:q", "-restore", "-t:Locate", $"-p:NSwagVersion={version}",
                    $"-p:ArtifactsPath={Escape(aside)}", "-getProperty:NSwagToolDir"]);
            if (nuget.Split('\n').Select(line => line.Trim()).LastOrDefault(Has) is { } package)
            {
                return package;
            }

            Remove(aside);
            Directory.CreateDirectory(aside);
            foreach (string name in new[] { "package.json", "package-lock.json", ".npmrc" })
            {
                File.Copy(Path.Combine(layout.NSwagSource, name), Path.Combine(aside, name));
            }

            // The lock file's hash decides whether what npm got is the right thing.
            string[] install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
            (int exit, string npm) = OperatingSystem.IsWindows()
                ? ChildProcess.Run(aside, "cmd", ["/c", "npm", .. install])
                : ChildProcess.Run(aside, "npm", install);
            if (exit == 0 && Has(InNpm(aside)))
            {
                Remove(cached);
                Directory.Move(aside, cached);
                return InNpm(cached);
            }

            throw new ContractException(
                $"the generated code is stale, and NSwag {version} cannot be had. Either add a NuGet source that has NSwag.MSBuild "
                    + $"{version}, or install Node.js "
                + $"(https://nodejs.org) so that npm can fetch it, or pass the folder that holds {Program}: -p:NSwagToolDir=FOLDER. "
                    + $"NuGet: {nuget.Trim()} npm: {npm.Trim()}");
        }
        finally
        {
            Remove(aside);
        }
    }

    // MSBuild splits the properties of its command line at semicolons and commas.
    private static string Escape(string path) =>
        path.Replace("%", "%25", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal)
            .Replace(",", "%2C", StringComparison.Ordinal);

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
