namespace OpenAIChat.Cli;

/// <summary>What the command line asks for.</summary>
internal sealed record CliOptions
{
    public const string DefaultModel = "gpt-5.4";

    public const string Help = $"""
        Asks a chat model and prints its reply as it is written.

        Usage:
          openai-chat [options] PROMPT      ask one question
          openai-chat [options] < FILE      ask what standard input holds
          openai-chat [options]             hold a conversation

        Options:
          --model NAME    the model to ask (default: {DefaultModel})
          --system TEXT   instructions for the whole conversation
          --no-stream     wait for the whole reply before printing it
          --json          print what the server sent: one line of JSON per chunk,
                          or with --no-stream the completion
          -h, --help      print this text
          --              take what follows as the prompt

        Environment:
          OPENAI_API_KEY    the key; without one, a built-in offline server answers
          OPENAI_BASE_URL   where to send requests (default: the provider's API)

        Ctrl+C ends a reply. In a conversation, Ctrl+D or /exit ends the program.
        """;

    public string Model { get; private init; } = DefaultModel;

    public string? System { get; private init; }

    public bool Stream { get; private init; } = true;

    public bool Json { get; private init; }

    public bool ShowHelp { get; private init; }

    /// <summary>Gets the words that are no options, joined by blanks; null when there are none.</summary>
    public string? Prompt { get; private init; }

    /// <exception cref="CliException">The command line cannot be understood.</exception>
    public static CliOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new CliOptions();
        var words = new List<string>();
        for (int i = 0; i < arguments.Count; i++)
        {
            string argument = arguments[i];
            if (argument == "--")
            {
                words.AddRange(arguments.Skip(i + 1));
                break;
            }

            if (argument is not ['-', _, ..])
            {
                words.Add(argument);
                continue;
            }

            (string name, string? value) = argument.Split('=', 2) is [string left, string right] ? (left, right) : (argument, null);
            if (name is "--model" or "--system")
            {
                value ??= ++i < arguments.Count ? arguments[i] : throw new CliException($"{name} needs a value. Try --help.");
            }
            else if (value is not null)
            {
                throw new CliException($"{name} takes no value. Try --help.");
            }

            options = name switch
            {
                "--model" => options with { Model = value! },
                "--system" => options with { System = value },
                "--no-stream" => options with { Stream = false },
                "--json" => options with { Json = true },
                "-h" or "--help" => options with { ShowHelp = true },
                _ => throw new CliException($"Unknown option {name}. Try --help."),
            };
        }

        string prompt = string.Join(' ', words);
        return string.IsNullOrWhiteSpace(prompt) ? options : options with { Prompt = prompt };
    }
}
