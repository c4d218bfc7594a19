using BenchmarkDotNet.Attributes;
using OpenAIChat.Benchmarks.Contenders;

namespace OpenAIChat.Benchmarks;

/// <summary>Writing requests and reading responses, a method at a time: run with <c>--filter '*Codec*'</c>.</summary>
[MemoryDiagnoser]
public class CodecBenchmarks
{
    private IContender contender = null!;

    [Params("OpenAIChat", "official", "stock")]
    public string Client { get; set; } = "OpenAIChat";

    [GlobalSetup]
    public void Prepare()
    {
        var workload = Workload.Full();
        contender = Client switch { "official" => new Official(workload), "stock" => new Stock(workload), _ => new Ours(workload) };
    }

    [Benchmark]
    public void WriteSmallRequest() => contender.WriteRequest("small");

    [Benchmark]
    public void WriteLongRequest() => contender.WriteRequest("long");

    [Benchmark]
    public void WriteToolsRequest() => contender.WriteRequest("tools");

    [Benchmark]
    public object ReadSmallResponse() => contender.ReadResponse(Payloads.SmallResponse);

    [Benchmark]
    public object ReadLogprobsResponse() => contender.ReadResponse(Payloads.LogprobsResponse);

    [Benchmark]
    public Task<int> ReadStream() => contender.ReadStreamAsync("plain");

    [Benchmark]
    public Task<object> Call() => contender.CallAsync("small", "small");
}
