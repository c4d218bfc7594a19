using System.Runtime.CompilerServices;
using BenchmarkDotNet.Running;
using OpenAIChat.Benchmarks;
using OpenAIChat.Benchmarks.Ratios;

// ratios [W1…] [--gate] [--aot] [--framework net8.0 or netstandard2.0]: the table of ratios, exit code 1 when a must is missed, programs
// compiled ahead of time, and the same on another build of the library; tools: what a tool run costs; structured: what partial values cost;
// cold, serve and packets are its child processes; anything else is BenchmarkDotNet's.
return args switch
{
    ["ratios", .. var options] => await RatioTable.RunAsync(options),
    ["tools"] => await ToolRuns.RunAsync(),
    ["structured"] => await PartialAnswers.RunAsync(),
    ["cold", var name, .. var address] => await ColdStart.RunChildAsync(name, address.FirstOrDefault()),
    ["packets"] => await PacketServer.RunAsync(),
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
