namespace Ami.Modules.Market.Import.Reading;

/// <summary>A stream whose beginning can be looked at before it is read.</summary>
internal sealed class Rewound(Stream inner) : Stream
{
    private byte[] _start = [];
    private int _given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The first bytes, fewer when there are no more. Once, before anything is read.</summary>
    public ReadOnlySpan<byte> Peek(int most)
    {
        var start = new byte[most];
        var read = inner.ReadAtLeast(start, most, throwOnEndOfStream: false);
        _start = start[..read];
        return _start;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_given == _start.Length)
        {
            return inner.Read(buffer);
        }

        var given = Math.Min(buffer.Length, _start.Length - _given);
        _start.AsSpan(_given, given).CopyTo(buffer);
        _given += given;
        return given;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
