using System.Security.Cryptography;
using System.Text;

namespace Codegen.Generation;

/// <summary>Lets one process at a time write a folder: two builds may find the generated code stale at the same moment.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly Mutex mutex;

    /// <summary>Waits until no other process writes the folder.</summary>
    public FolderLock(string folder)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))));
        mutex = new Mutex(initiallyOwned: false, $@"Global\OpenAIChat.Codegen.{Convert.ToHexString(hash, 0, 8)}");
        try
        {
            mutex.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // Its owner died while writing; what it left half done is written anew.
        }
    }

    public void Dispose()
    {
        mutex.ReleaseMutex();
        mutex.Dispose();
    }
}
