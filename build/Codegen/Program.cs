using System.Text;
using Codegen;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
Console.Out.NewLine = "\n";

// One line per verb, in the order of the help.
return new Dispatcher(
[
    new GenerateCommand(),
    new AdoptCommand(),
    new LowerCommand(),
    new DiffCommand(),
]).Run(args, Console.Out, Console.Error);
