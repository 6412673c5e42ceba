namespace Ami.Core;

/// <summary>
/// Stands between a zip archive and the answer of a request. The archive writes what is left of a file, and its directory, synchronously when it is closed,
/// which the web server forbids: those few bytes wait here until the next asynchronous write or flush.
/// </summary>
internal sealed class ArchiveStream(Stream destination) : Stream
{
    private readonly MemoryStream _waiting = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => _waiting.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => _waiting.Write(buffer);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await FlushAsync(cancellationToken);
        await destination.WriteAsync(buffer, cancellationToken);
    }

    public override void Flush()
    {
        // Waits with the rest.
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_waiting.Length == 0)
        {
            return;
        }

        await destination.WriteAsync(_waiting.GetBuffer().AsMemory(0, (int)_waiting.Length), cancellationToken);
        _waiting.SetLength(0);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
