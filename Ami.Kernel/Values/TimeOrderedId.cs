using System.Buffers.Binary;

namespace Ami.Kernel;

/// <summary>Ids that sort by when they were made, also those that one process makes within a millisecond: a list by id is a list by time.</summary>
public static class TimeOrderedId
{
    private static uint _made;

    /// <summary>A version 7 UUID (RFC 9562) whose first 32 bits after the millisecond count what this process made; 42 random bits tell processes apart.</summary>
    /// <param name="now">The moment of making. Whoever passes a moment earlier than the last one gets an id that sorts earlier.</param>
    public static Guid New(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(now).TryWriteBytes(bytes, bigEndian: true, out _);
        var made = Interlocked.Increment(ref _made);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | (made >> 20)));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[8..], (ushort)(0x8000 | ((made >> 6) & 0x3FFF)));
        bytes[10] = (byte)(((made & 0x3F) << 2) | (bytes[10] & 3u));
        return new Guid(bytes, bigEndian: true);
    }
}
