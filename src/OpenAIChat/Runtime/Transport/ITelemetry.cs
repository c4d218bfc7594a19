namespace OpenAIChat.Runtime;

/// <summary>
/// Records calls as spans and measurements. A client brings the conventions of its API; without any, <see cref="ClientTelemetry"/> will do.
/// </summary>
internal interface ITelemetry
{
    /// <summary>Starts to record a call; returns null while nobody listens.</summary>
    /// <param name="call">The call.</param>
    /// <param name="content">The model that is sent.</param>
    /// <param name="settings">What the transport goes by.</param>
    ICallTelemetry? Start(ApiCall call, JsonModel? content, TransportSettings settings);
}
