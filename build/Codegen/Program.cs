using System.Text;
using Codegen;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
Console.Out.NewLine = "\n";

// One line per verb, in the order of the help.
return new Dispatcher(
[
    new LowerCommand(),
    new SplitCommand(),
    new DocsCommand(),
    new DiffCommand(),
    new StampCommand(),
]).Run(args, Console.Out, Console.Error);
