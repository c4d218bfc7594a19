using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

namespace OpenAIChat.Tests.Robustness;

/// <summary>Checks what must hold for whatever a generator makes: the same values on every run.</summary>
internal static class Property
{
    private const ulong Seed = 20261120;

    /// <summary>Throws, with the smallest value found, when the claim does for any of them.</summary>
    public static void HoldsFor<T>(Gen<T> values, int count, Action<T> claim, Func<T, IEnumerable<T>>? smaller = null)
    {
        Arbitrary<T> arbitrary = smaller is null ? Arb.From(values) : Arb.From(values, smaller);
        Config config = Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true)
            .WithReplay(new Replay(new Rnd(Seed, 1), null));
        int checks = 0;
        var watch = Stopwatch.StartNew();
        Check.One(config, Prop.ForAll(arbitrary, (T value) =>
        {
            checks++;
            claim(value);
        }));
        TestContext.Out.WriteLine($"{checks} cases in {watch.ElapsedMilliseconds} ms");
        Assert.That(checks, Is.EqualTo(count));
    }
}
