using System.Net.Sockets;
using System.Text;

namespace OpenAIChat.Tests;

/// <summary>What a <see cref="ScriptedServer"/> does with one request, byte by byte.</summary>
internal delegate Task Reply(ScriptedConnection connection);

/// <summary>The usual replies.</summary>
internal static class Replies
{
    public static Reply Json(string body, int status = 200, params string[] headers) => Text(body, "application/json", status, headers);

    public static Reply Status(int status, params string[] headers) => Text("", null, status, headers);

    public static Reply Text(string body, string? type, int status = 200, params string[] headers) => connection =>
    {
        var head = new StringBuilder($"HTTP/1.1 {status} Whatever\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n");
        if (type is not null)
        {
            head.Append($"Content-Type: {type}\r\n");
        }

        foreach (string header in headers)
        {
            head.Append(header).Append("\r\n");
        }

        return connection.SendAsync(head + "\r\n" + body);
    };

    /// <summary>Sends the text as an event stream, each part in a packet of its own, and ends it properly.</summary>
    public static Reply Events(params string[] parts) => async connection =>
    {
        await connection.BeginEventsAsync();
        foreach (string part in parts)
        {
            await connection.SendChunkAsync(Encoding.UTF8.GetBytes(part));
        }

        await connection.SendAsync("0\r\n\r\n");
    };

    /// <summary>Sends bytes as they are and closes the connection.</summary>
    public static Reply Raw(string bytes) => async connection =>
    {
        await connection.SendAsync(bytes);
        connection.Close();
    };

    /// <summary>Resets the connection without a word.</summary>
    public static Reply Reset() => connection =>
    {
        connection.Reset();
        return Task.CompletedTask;
    };

    /// <summary>Says nothing until the client leaves.</summary>
    public static Reply Silence() => connection => connection.WaitUntilClosedAsync();
}

/// <summary>One connection to a <see cref="ScriptedServer"/>.</summary>
internal sealed class ScriptedConnection(TcpClient client, ReceivedRequest request)
{
    public ReceivedRequest Request => request;

    public async Task SendAsync(string text) => await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text));

    public Task BeginEventsAsync() =>
        SendAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nx-request-id: req_stream\r\nTransfer-Encoding: chunked\r\n\r\n");

    public async Task SendChunkAsync(byte[] bytes)
    {
        byte[] head = Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n");
        await client.GetStream().WriteAsync((byte[])[.. head, .. bytes, .. "\r\n"u8]);
    }

    public void Close() => client.Close();

    public void Reset()
    {
        client.LingerState = new LingerOption(true, 0);
        client.Close();
    }

    public async Task WaitUntilClosedAsync()
    {
        try
        {
            while (await client.GetStream().ReadAsync(new byte[256]) > 0)
            {
            }
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Closed it is.
        }

        client.Close();
    }
}

/// <summary>A request as it came over the wire.</summary>
internal sealed record ReceivedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body);
