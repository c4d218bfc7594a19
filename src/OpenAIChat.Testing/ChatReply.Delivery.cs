using System.Text;
using Newtonsoft.Json;

namespace OpenAIChat.Testing;

// How a reply travels: its pieces, its pace and its faults.
// A part is one event of a stream, the whole body of any other reply, or n bytes of either after InPacketsOf(n).
public sealed partial class ChatReply
{
    /// <summary>Streams the text in pieces of a given length, instead of token by token.</summary>
    /// <param name="characters">UTF-16 characters per piece; a surrogate pair stays together.</param>
    /// <returns>The reply, so divided.</returns>
    public ChatReply InChunksOf(int characters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(characters, 1);
        return WithCompletion(content => content with { ChunkLength = characters });
    }

    /// <summary>Sends the body in parts of a given number of bytes, wherever they fall: within an event, a line, a character.</summary>
    /// <param name="bytes">Bytes per part.</param>
    /// <returns>The reply, so divided.</returns>
    public ChatReply InPacketsOf(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        return WithDelivery(delivery => delivery with { PacketSize = bytes });
    }

    /// <summary>Waits before the response starts.</summary>
    /// <param name="delay">How long, on <see cref="ChatServerOptions.TimeProvider"/>.</param>
    /// <returns>The reply with that delay.</returns>
    public ChatReply After(TimeSpan delay) => WithDelivery(delivery => delivery with { Delay = delay });

    /// <summary>Waits between two parts of the body.</summary>
    /// <param name="interval">How long, on <see cref="ChatServerOptions.TimeProvider"/>.</param>
    /// <returns>The reply with that pace.</returns>
    public ChatReply Every(TimeSpan interval) => WithDelivery(delivery => delivery with { Interval = interval });

    /// <summary>Asks before each part of the body, so that a test decides when it goes out.</summary>
    /// <param name="pace">Gets the number of the part, counted from 0; the part is sent when its task ends.</param>
    /// <returns>The reply with that pace.</returns>
    public ChatReply PacedBy(Func<int, CancellationToken, Task> pace)
    {
        ArgumentNullException.ThrowIfNull(pace);
        return WithDelivery(delivery => delivery with { Pace = pace });
    }

    /// <summary>Closes the connection in the middle of the response.</summary>
    /// <param name="parts">How many parts of the body arrive before; with 0 only the headers.</param>
    /// <returns>The reply with that fault.</returns>
    public ChatReply DisconnectAfter(int parts) => WithFault(FaultKind.Disconnect, parts);

    /// <summary>Ends the response early, yet properly as far as HTTP can tell.</summary>
    /// <param name="parts">How many parts of the body are sent.</param>
    /// <returns>The reply with that fault.</returns>
    public ChatReply TruncateAfter(int parts) => WithFault(FaultKind.Truncate, parts);

    /// <summary>Sends nothing more, and keeps the connection until the client goes away.</summary>
    /// <param name="parts">How many parts of the body are sent before; with 0 only the headers.</param>
    /// <returns>The reply with that fault.</returns>
    public ChatReply StallAfter(int parts) => WithFault(FaultKind.Stall, parts);

    /// <summary>Sends an event that is no JSON instead of the next part, and ends.</summary>
    /// <param name="parts">How many parts of the body are sent before.</param>
    /// <returns>The reply with that fault.</returns>
    public ChatReply MalformedAfter(int parts) => WithFault(FaultKind.LastWords, parts, "data: {\"id\":\"chatcmpl-\n\n");

    /// <summary>Sends an error event instead of the next part of a stream, and ends, as the provider does when it fails.</summary>
    /// <param name="parts">How many parts of the body are sent before.</param>
    /// <param name="message">The error's message.</param>
    /// <param name="type">Its type.</param>
    /// <param name="code">Its code.</param>
    /// <returns>The reply with that fault.</returns>
    public ChatReply ErrorAfter(int parts, string? message = null, string? type = null, string? code = null) =>
        WithFault(FaultKind.LastWords, parts, $"data: {ErrorBody.Of(500, message, type, code, null).ToString(Formatting.None)}\n\n");

    /// <summary>Leaves the final <c>data: [DONE]</c> of a stream out, as some servers do.</summary>
    /// <returns>The reply without it.</returns>
    public ChatReply WithoutDone() => WithCompletion(content => content with { SendDone = false });

    private ChatReply WithFault(FaultKind kind, int parts, string? lastWords = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parts);
        byte[] bytes = lastWords is null ? [] : Encoding.UTF8.GetBytes(lastWords);
        return WithDelivery(delivery => delivery with { Fault = kind, FaultAfter = parts, LastWords = bytes });
    }
}
