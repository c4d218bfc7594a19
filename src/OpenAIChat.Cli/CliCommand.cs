using System.CommandLine;
using System.CommandLine.Help;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Cli;

/// <summary>The command line: its options, what they accept, and how they become <see cref="CliOptions"/>.</summary>
internal sealed class CliCommand
{
    private const string Environment = """

        Environment:
          OPENAI_API_KEY    the key; without a key and an address, a built-in offline server answers
          OPENAI_BASE_URL   the address of the server (default: the provider's API); without a key it is asked without one

        Ctrl+C ends a reply. In a conversation, Ctrl+D or /exit ends the program, and /help shows its commands.
        """;

    private readonly Argument<string[]> prompt = new("prompt")
    {
        Description = "The question; - stands for standard input. Piped input is appended to it. Without either, a conversation begins.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> model = new("--model", "-m")
    {
        Description = "The model to ask.",
        DefaultValueFactory = static _ => CliOptions.DefaultModel,
    };

    private readonly Option<string?> system = new("--system", "-s") { HelpName = "text", Description = "Instructions for the whole conversation." };

    private readonly Option<FileInfo[]> attach = new("--attach", "-a") { HelpName = "file", Description = "An image, audio or other file to send along; may be repeated." };

    private readonly Option<FileInfo> schema = new("--schema") { HelpName = "file", Description = "A file with the JSON Schema that the answer is to follow strictly." };

    private readonly Option<string[]> member = new("--option", "-o")
    {
        HelpName = "key=value",
        Description = "Any member of the request, such as -o temperature=0.2 or -o stop='[\"a\",\"b\"]'; may be repeated.",
    };

    private readonly Option<string?> baseUrl = new("--base-url") { HelpName = "url", Description = "The address of the server, such as http://localhost:11434/v1." };

    private readonly Option<FileInfo> keyFile = new("--key-file") { HelpName = "file", Description = "A file with the API key on its first line." };

    private readonly Option<bool> noStream = new("--no-stream") { Description = "Wait for the whole reply before printing it." };

    private readonly Option<bool> json = new("--json") { Description = "Print the JSON received: one line for each event, or with --no-stream the body." };

    private readonly Option<bool> stats = new("--stats") { Description = "Print tokens, times and rate limits to standard error." };

    public CliCommand(Func<CliOptions, Task<int>> run)
    {
        attach.AcceptExistingOnly();
        schema.AcceptExistingOnly();
        keyFile.AcceptExistingOnly();
        member.Validators.Add(static result =>
        {
            foreach (string text in result.GetValueOrDefault<string[]>() ?? [])
            {
                if (text.IndexOf('=') < 1)
                {
                    result.AddError($"-o takes key=value, not '{text}'.");
                }
            }
        });
        baseUrl.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !ServerAddress.TryParse(text, out _))
            {
                result.AddError($"--base-url is not an absolute http or https address: '{text}'.");
            }
        });
        Command = new RootCommand("Asks a chat model and prints its reply as it is written.")
        {
            prompt, model, system, attach, schema, member, baseUrl, keyFile, noStream, json, stats,
        };
        AddEnvironmentToHelp(Command);
        Command.SetAction((result, _) => run(ToOptions(result)));
    }

    public RootCommand Command { get; }

    /// <summary>Returns what is wrong with the arguments; null when nothing is.</summary>
    public string? FindError(ParseResult result, IReadOnlyList<string> arguments)
    {
        if (result.Errors.Count > 0)
        {
            return result.Errors[0].Message;
        }

        // What looks like an option and is none would otherwise be a word of the prompt.
        string[] words = result.GetValue(prompt) ?? [];
        string? unknown = arguments.TakeWhile(static argument => argument != "--").FirstOrDefault(argument => argument is ['-', _, ..] && words.Contains(argument));
        return unknown is null ? null : $"There is no option {unknown}. Put -- before a prompt that begins with a dash.";
    }

    private static void AddEnvironmentToHelp(RootCommand command)
    {
        HelpOption help = command.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithText((HelpAction)help.Action!, Environment);
    }

    private static JObject ToMembers(IEnumerable<string> pairs)
    {
        var members = new JObject();
        foreach (string pair in pairs)
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            RequestMember.Set(members, pair[..equals], pair[(equals + 1)..]);
        }

        return members;
    }

    private CliOptions ToOptions(ParseResult result) => new()
    {
        Prompt = result.GetValue(prompt) ?? [],
        Model = result.GetValue(model) ?? CliOptions.DefaultModel,
        System = result.GetValue(system),
        Attachments = result.GetValue(attach) ?? [],
        Schema = result.GetValue(schema),
        Members = ToMembers(result.GetValue(member) ?? []),
        BaseUrl = result.GetValue(baseUrl),
        KeyFile = result.GetValue(keyFile),
        Stream = !result.GetValue(noStream),
        Json = result.GetValue(json),
        Stats = result.GetValue(stats),
    };
}
