namespace Codegen;

/// <summary>One verb of the tool.</summary>
internal interface ICommand
{
    /// <summary>Gets the verb as it is typed.</summary>
    string Name { get; }

    /// <summary>Gets what the verb does, in one line of the overall help.</summary>
    string Summary { get; }

    /// <summary>Gets what <c>--help</c> prints; see <see cref="CommandLine.Help"/>.</summary>
    string Help { get; }

    /// <summary>Does the work.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="UsageException">The arguments are wrong.</exception>
    /// <exception cref="ContractException">The contract is wrong.</exception>
    int Run(string[] args, TextWriter output, TextWriter error);
}
