using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Ami.Quant.Models;

/// <summary>Appends little-endian values to the payload of a saved model.</summary>
internal sealed class ModelWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public void Write(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.GetSpan(4), value);
        _buffer.Advance(4);
    }

    public void Write(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(_buffer.GetSpan(8), value);
        _buffer.Advance(8);
    }

    public void Write(string value)
    {
        Write(Encoding.UTF8.GetByteCount(value));
        _buffer.Advance(Encoding.UTF8.GetBytes(value, _buffer.GetSpan(Encoding.UTF8.GetByteCount(value))));
    }

    public void Write(IReadOnlyList<string> values)
    {
        Write(values.Count);
        foreach (var value in values)
        {
            Write(value);
        }
    }

    /// <summary>Writes length and elements; T is a number, so that the bytes are portable on little-endian machines.</summary>
    public void Write<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Write(values.Length);
        _buffer.Write(MemoryMarshal.AsBytes(values));
    }
}

/// <summary>Reads what <see cref="ModelWriter"/> wrote; anything out of bounds is an <see cref="InvalidDataException"/>.</summary>
internal ref struct ModelReader(ReadOnlySpan<byte> payload)
{
    private ReadOnlySpan<byte> _rest = payload;

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    public string String() => Encoding.UTF8.GetString(Take(Int32()));

    public string[] Strings()
    {
        var values = new string[Count(4)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = String();
        }

        return values;
    }

    public T[] Array<T>()
        where T : unmanaged
    {
        var count = Count(Unsafe.SizeOf<T>());
        return MemoryMarshal.Cast<byte, T>(Take(count * Unsafe.SizeOf<T>())).ToArray();
    }

    /// <summary>An array whose length is known from elsewhere in the payload.</summary>
    public T[] Array<T>(int length)
        where T : unmanaged
    {
        var values = Array<T>();
        return values.Length == length ? values : throw new InvalidDataException($"The model is inconsistent: {values.Length} values where {length} belong.");
    }

    public readonly void End()
    {
        if (!_rest.IsEmpty)
        {
            throw new InvalidDataException("The model has bytes left over.");
        }
    }

    /// <summary>A count of items of at least the given size that the rest can hold.</summary>
    private int Count(int itemSize)
    {
        var count = Int32();
        if (count < 0 || (long)count * itemSize > _rest.Length)
        {
            throw new InvalidDataException("The model is inconsistent: a length is out of range.");
        }

        return count;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length < 0 || length > _rest.Length)
        {
            throw new InvalidDataException("The model is inconsistent: it ends too early.");
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
