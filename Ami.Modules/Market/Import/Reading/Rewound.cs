namespace Ami.Modules.Market.Import.Reading;

/// <summary>A stream whose beginning can be looked at before it is read, and of which no more is read than a table of candles can have.</summary>
internal sealed class Rewound(Stream inner) : Stream
{
    /// <summary>Bytes at most: a small archive can hold any number.</summary>
    public const long MostBytes = 1L << 30;

    private long _read;
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
            var more = inner.Read(buffer);
            _read += more;
            return _read <= MostBytes ? more : throw new InvalidDataException($"More than {MostBytes >> 20} MiB.");
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
