using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OpenAIChat.Tests;

/// <summary>A raw HTTP/1.1 server on a loopback port that plays its replies in turn, the last one for ever.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> connections = new();
    private readonly ConcurrentQueue<ReceivedRequest> requests = new();
    private readonly Reply[] replies;
    private int played = -1;
    private int accepted;
    private bool anything;

    public ScriptedServer(params Reply[] replies)
    {
        this.replies = replies;
        listener.Start();
        BaseUrl = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/v1");
        _ = AcceptAsync();
    }

    public Uri BaseUrl { get; }

    public IReadOnlyList<ReceivedRequest> Requests => [.. requests];

    /// <summary>Gets how many connections were ever made.</summary>
    public int Accepted => accepted;

    /// <summary>Gets how many connections are open.</summary>
    public int Open => connections.Count;

    /// <summary>Plays a reply at the first byte, whatever was sent: for what is no HTTP.</summary>
    public void AnswerAnything() => anything = true;

    public void Dispose()
    {
        listener.Stop();
        foreach (TcpClient client in connections.Keys)
        {
            client.Close();
        }
    }

    private static async Task<ReceivedRequest?> ReadRequestAsync(Stream stream)
    {
        var head = new List<byte>();
        byte[] one = new byte[1];
        while (!Encoding.ASCII.GetString([.. head.Skip(Math.Max(0, head.Count - 4))]).EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0)
            {
                return null;
            }

            head.Add(one[0]);
        }

        string[] lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string line in lines.Skip(1))
        {
            headers[line[..line.IndexOf(':')]] = line[(line.IndexOf(':') + 1)..].Trim();
        }

        byte[] body = new byte[headers.TryGetValue("Content-Length", out string? length) ? int.Parse(length) : 0];
        await stream.ReadExactlyAsync(body);
        string[] first = lines[0].Split(' ');
        return new ReceivedRequest(first[0], first[1], headers, Encoding.UTF8.GetString(body));
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await listener.AcceptTcpClientAsync();
                client.NoDelay = true;
                Interlocked.Increment(ref accepted);
                connections[client] = true;
                _ = ServeAsync(client);
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            var stream = client.GetStream();
            if (anything)
            {
                await replies[0](new ScriptedConnection(client, new ReceivedRequest("", "", new Dictionary<string, string>(), "")));
                return;
            }

            while (client.Connected && await ReadRequestAsync(stream) is { } request)
            {
                requests.Enqueue(request);
                int turn = Math.Min(Interlocked.Increment(ref played), replies.Length - 1);
                await replies[turn](new ScriptedConnection(client, request));
            }
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The client has left.
        }
        finally
        {
            connections.TryRemove(client, out _);
            client.Dispose();
        }
    }
}
