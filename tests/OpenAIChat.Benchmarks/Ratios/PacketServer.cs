using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OpenAIChat.Benchmarks.Ratios;

/// <summary>A server of as little as will do, so that what is measured is the client: whole answers, and streams of 60 events in a packet each.</summary>
internal static class PacketServer
{
    private const int Packets = 60;

    private static readonly byte[] Whole = Encoding.UTF8.GetBytes(
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Payloads.SmallResponse.Length}\r\n\r\n{Encoding.UTF8.GetString(Payloads.SmallResponse)}");

    private static readonly byte[][] Stream =
    [
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(),
        .. Encoding.UTF8.GetString(StreamPayloads.Stream("obfuscation", Packets)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(Chunk),
        "0\r\n\r\n"u8.ToArray(),
    ];

    /// <summary>Runs in the child: a server until the input ends.</summary>
    public static async Task<int> RunAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(backlog: 512);
        Console.WriteLine($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/v1");
        _ = AcceptAsync(listener);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static async Task AcceptAsync(TcpListener listener)
    {
        while (true)
        {
            Socket socket = await listener.AcceptSocketAsync();
            socket.NoDelay = true;
            _ = Task.Run(() => AnswerAsync(socket));
        }
    }

    private static async Task AnswerAsync(Socket socket)
    {
        using (socket)
        {
            byte[] buffer = new byte[64 * 1024];
            int count = 0;
            while (await socket.ReceiveAsync(buffer.AsMemory(count)) is > 0 and var received)
            {
                count += received;
                if (!IsComplete(buffer.AsSpan(0, count)))
                {
                    continue;
                }

                bool isStream = buffer.AsSpan(0, count).IndexOf("\"stream\":true"u8) >= 0;
                count = 0;
                foreach (byte[] packet in isStream ? Stream : [Whole])
                {
                    await socket.SendAsync(packet);
                    if (isStream)
                    {
                        await Task.Yield();
                    }
                }
            }
        }
    }

    private static bool IsComplete(ReadOnlySpan<byte> request)
    {
        int end = request.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> head = request.Slice(0, end);
        int at = head.IndexOf("Content-Length: "u8);
        // Without a length the body is chunked.
        return at >= 0
            ? System.Buffers.Text.Utf8Parser.TryParse(head.Slice(at + "Content-Length: ".Length), out int length, out _) && request.Length >= end + 4 + length
            : request.EndsWith("0\r\n\r\n"u8);
    }

    private static byte[] Chunk(string entry)
    {
        byte[] data = Encoding.UTF8.GetBytes(entry + "\n\n");
        return [.. Encoding.ASCII.GetBytes($"{data.Length:x}\r\n"), .. data, .. "\r\n"u8];
    }
}
