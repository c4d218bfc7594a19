using BenchmarkDotNet.Running;
using OpenAIChat.Benchmarks;
using OpenAIChat.Benchmarks.Ratios;

// ratios [--gate]: the table of ratios, exit code 1 when a must is missed; cold and serve are its child processes; anything else is BenchmarkDotNet's.
switch (args)
{
    case ["ratios", .. var options]:
        bool met = await new RatioTable(Console.Out).PrintAsync();
        return met || !options.Contains("--gate") ? 0 : 1;
    case ["cold", var name]:
        return await ColdStart.RunChildAsync(name);
    case ["serve"]:
        return await ConcurrentStreams.RunServerAsync();
    default:
        BenchmarkSwitcher.FromAssembly(typeof(CodecBenchmarks).Assembly).Run(args);
        return 0;
}
