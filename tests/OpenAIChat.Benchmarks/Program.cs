using System.Runtime.CompilerServices;
using BenchmarkDotNet.Running;
using OpenAIChat.Benchmarks;
using OpenAIChat.Benchmarks.Ratios;

// ratios [--gate] [--aot]: the table of ratios, exit code 1 when a must is missed, and programs compiled ahead of time; tools: what a tool
// run costs; structured: what partial values cost; cold and serve are its child processes; anything else is BenchmarkDotNet's.
return args switch
{
    ["ratios", .. var options] => await RatioTable.RunAsync(options),
    ["tools"] => await ToolRuns.RunAsync(),
    ["structured"] => await PartialAnswers.RunAsync(),
    ["cold", var name] => await ColdStart.RunChildAsync(name),
    ["serve"] => await ConcurrentStreams.RunServerAsync(),
    _ => Run(args),
};

// Apart, so that a child process does not load it.
[MethodImpl(MethodImplOptions.NoInlining)]
static int Run(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(CodecBenchmarks).Assembly).Run(args);
    return 0;
}
