namespace Codegen;

/// <summary>What the tool tells its caller.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Ok = 0;

    /// <summary>An input is wrong, or <c>diff --fail-on-breaking</c> found a breaking change.</summary>
    public const int Error = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;
}
