namespace OpenAIChat.Testing;

/// <summary>How a <see cref="ChatServer"/> is started.</summary>
public sealed class ChatServerOptions
{
    /// <summary>Gets or sets the only API key that is accepted.</summary>
    /// <value>The default is <see langword="null"/>: any non-blank bearer key is accepted.</value>
    public string? ApiKey { get; set; }

    /// <summary>Gets or sets whether a request without an acceptable key is answered with status 401.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool RequireApiKey { get; set; } = true;

    /// <summary>Gets or sets whether the server takes what a compatible server may take, though the provider refuses it.</summary>
    /// <value>
    /// The default is <see langword="false"/>: a body is answered only if the provider would answer it. When <see langword="true"/>,
    /// members, values and
    /// variants pass that the contract does not know, and the rules across members are not followed; kinds, bounds and required members
    /// still count.
    /// </value>
    public bool Lenient { get; set; }

    /// <summary>Gets or sets how many bytes the body of a request may have; a longer one is answered with status 413.</summary>
    /// <value>The default is 100 MiB.</value>
    public long MaxRequestBytes { get; set; } = 100 * 1024 * 1024;

    /// <summary>Gets or sets the loopback port to listen on.</summary>
    /// <value>The default is 0: a free port.</value>
    public int Port { get; set; }

    /// <summary>Gets or sets whether requests are kept in <see cref="ChatServer.Requests"/>.</summary>
    /// <value>The default is <see langword="true"/>. Switch it off for load tests, whose requests would fill the memory.</value>
    public bool RecordRequests { get; set; } = true;

    /// <summary>Gets or sets the clock behind <c>created</c> and behind the delays of a <see cref="ChatReply"/>.</summary>
    /// <value>The default is <see cref="System.TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
