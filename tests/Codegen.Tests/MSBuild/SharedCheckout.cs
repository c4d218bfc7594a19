namespace Codegen.Tests.MSBuild;

/// <summary>
/// One <see cref="Checkout"/> for all tests of this folder, since its tools take seconds to build; each test resets it first.
/// </summary>
[SetUpFixture]
internal sealed class SharedCheckout
{
    public static Checkout Instance { get; private set; } = null!;

    [OneTimeSetUp]
    public void CheckOut()
    {
        Instance = new Checkout();
        Instance.BuildStandInNSwag();
    }

    [OneTimeTearDown]
    public void Remove() => Instance.Dispose();
}
