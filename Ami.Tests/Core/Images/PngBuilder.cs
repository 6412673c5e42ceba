using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Ami.Core;

namespace Ami.Tests.Core.Images;

/// <summary>Makes PNG files, right ones and others.</summary>
internal sealed class PngBuilder
{
    private readonly List<byte> _file = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    /// <summary>A whole picture of random pixels.</summary>
    internal static byte[] Picture(int width, int height, byte depth = 8, byte colour = 6, int seed = 1, bool interlaced = false)
    {
        var png = new PngBuilder().Header(width, height, depth, colour, interlaced);
        if (colour == 3) png.Chunk("PLTE", new byte[3 * (1 << depth)]);
        return png.Chunk("IDAT", Pack(Rows(width, height, depth, colour, seed, interlaced))).Chunk("IEND", []).ToArray();
    }

    /// <summary>The rows of a picture as they are packed: each with its filter in front.</summary>
    internal static byte[] Rows(int width, int height, byte depth = 8, byte colour = 6, int seed = 1, bool interlaced = false)
    {
        var random = new Random(seed);
        using var rows = new MemoryStream();
        foreach (var (rowBytes, count) in new PngHeader(width, height, depth, colour, interlaced).Passes())
            for (var i = 0; i < count; i++)
            {
                var row = new byte[rowBytes + 1];
                random.NextBytes(row);
                row[0] = (byte)random.Next(5);
                rows.Write(row);
            }

        return rows.ToArray();
    }

    internal static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.SmallestSize)) zip.Write(bytes);
        return packed.ToArray();
    }

    internal PngBuilder Header(int width, int height, byte depth = 8, byte colour = 6, bool interlaced = false)
    {
        var content = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(content, width);
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(4), height);
        (content[8], content[9], content[12]) = (depth, colour, (byte)(interlaced ? 1 : 0));
        return Chunk("IHDR", content);
    }

    internal PngBuilder Chunk(string name, byte[] content)
    {
        var (number, type) = (new byte[4], Encoding.ASCII.GetBytes(name));
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        _file.AddRange(number);
        _file.AddRange(type);
        _file.AddRange(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(type, content));
        _file.AddRange(number);
        return this;
    }

    internal byte[] ToArray() => _file.ToArray();
}
