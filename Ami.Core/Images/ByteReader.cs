using System.Buffers.Binary;

namespace Ami.Core;

/// <summary>Reads a picture's bytes in order; reading past the end refuses the picture.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    public readonly bool AtEnd => Position == _bytes.Length;

    public readonly int Left => _bytes.Length - Position;

    public ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > Left) throw new ImageRefusedException(ImageErrors.Damaged);
        var taken = _bytes.Slice(Position, (int)count);
        Position += (int)count;
        return taken;
    }

    public byte Byte() => Take(1)[0];

    public ushort BigEndian16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint BigEndian32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public uint LittleEndian32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>What is left, without taking it.</summary>
    public readonly ReadOnlySpan<byte> Rest => _bytes[Position..];
}
