namespace OpenAIChat.Runtime;

/// <summary>
/// A file that a response body is saved to: written beside its place, moved there when it is whole, and deleted when it never was.
/// </summary>
internal sealed class ResponseFile : IDisposable
{
    private readonly string path;
    private readonly string temporaryPath;
    private readonly FileStream stream;
    private bool isOpen = true;

    private ResponseFile(string path)
    {
        this.path = path;
        temporaryPath = path + "." + Guid.NewGuid().ToString("N") + ".tmp";
        stream = new FileStream(temporaryPath, FileMode.CreateNew, FileAccess.Write, FileShare.None, 16 * 1024, useAsync: true);
    }

    /// <summary>Checks that the file can be written, before the call has cost anything.</summary>
    public static void CheckFolder(string? path)
    {
        if (path is not null && Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException("The folder of SaveResponseTo does not exist: " + folder);
        }
    }

    /// <summary>Opens a file beside the place; null when nothing is to be saved.</summary>
    public static ResponseFile? Open(string? path) => path is null ? null : new ResponseFile(path);

    public Task WriteAsync(ArraySegment<byte> bytes, CancellationToken cancellationToken) =>
#if NETSTANDARD2_0
        stream.WriteAsync(bytes.Array!, bytes.Offset, bytes.Count, cancellationToken);
#else
        stream.WriteAsync(bytes, cancellationToken).AsTask();
#endif

    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        stream.Dispose();
#if NETSTANDARD2_0
        if (File.Exists(path))
        {
            File.Replace(temporaryPath, path, null);
        }
        else
        {
            File.Move(temporaryPath, path);
        }
#else
        File.Move(temporaryPath, path, overwrite: true);
#endif
        isOpen = false;
    }

    public void Dispose()
    {
        if (isOpen)
        {
            isOpen = false;
            stream.Dispose();
            File.Delete(temporaryPath);
        }
    }
}
