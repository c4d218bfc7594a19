using Microsoft.Win32.SafeHandles;

namespace OpenAIChat.Cli;

/// <summary>Standard output that tells when nobody reads it any more; that of the framework goes on writing into the void.</summary>
internal static class PipeStream
{
    private const int StandardOutput = 1;

    public static Stream Open() => OperatingSystem.IsWindows()
        ? Console.OpenStandardOutput()
        : new Guard(new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0));

    private sealed class Guard(FileStream pipe) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            try
            {
                pipe.Write(buffer, offset, count);
            }
            catch (IOException broken)
            {
                throw new BrokenPipeException(broken);
            }
        }

        public override void Flush() => pipe.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
