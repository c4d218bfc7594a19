namespace Codegen;

/// <summary>Runs the verb that the first argument names, and turns what goes wrong into one line and an exit code.</summary>
internal sealed class Dispatcher(IReadOnlyList<ICommand> commands)
{
    public int Run(string[] args, TextWriter output, TextWriter error)
    {
        if (args.Length == 0)
        {
            error.Write(Help());
            return ExitCode.Usage;
        }

        if (IsHelp(args[0]))
        {
            output.Write(Help());
            return ExitCode.Ok;
        }

        if (commands.FirstOrDefault(candidate => candidate.Name == args[0]) is not { } command)
        {
            error.WriteLine($"error: unknown command '{args[0]}'; there are {string.Join(", ", commands.Select(known => known.Name))}");
            return ExitCode.Usage;
        }

        if (args.Skip(1).Any(IsHelp))
        {
            output.Write(command.Help);
            return ExitCode.Ok;
        }

        try
        {
            return command.Run(args[1..], output, error);
        }
        catch (UsageException wrong)
        {
            error.WriteLine($"error: {wrong.Message}; see 'Codegen {command.Name} --help'");
            return ExitCode.Usage;
        }
        catch (ContractException wrong)
        {
            error.WriteLine(wrong.Message);
            return ExitCode.Error;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"error: {wrong.Message.ReplaceLineEndings(" ")}");
            return ExitCode.Error;
        }
        catch (Exception wrong)
        {
            // A fault of the tool: the place in the code is what a report of it needs.
            string place = wrong.StackTrace?.Split('\n')[0].Trim() ?? "";
            error.WriteLine($"error: unexpected {wrong.GetType().Name}: {wrong.Message.ReplaceLineEndings(" ")} {place}");
            return ExitCode.Error;
        }
    }

    private static bool IsHelp(string arg) => arg is "--help" or "-h" or "-?";

    private string Help()
    {
        int width = commands.Count == 0 ? 0 : commands.Max(command => command.Name.Length);
        IEnumerable<string> lines = commands.Select(command => $"  {command.Name.PadRight(width)}  {command.Summary}\n");
        return "usage: Codegen COMMAND [OPTIONS]\n\nTurns an OpenAPI contract into the input of the client generator.\n\n"
            + string.Concat(lines)
            + "\n'Codegen COMMAND --help' tells the options.\n";
    }
}
