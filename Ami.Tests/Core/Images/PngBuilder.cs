using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Ami.Tests.Core.Images;

/// <summary>Makes PNG files, right ones and others.</summary>
internal sealed class PngBuilder
{
    private readonly List<byte> _file = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    /// <summary>A whole picture of random pixels.</summary>
    internal static byte[] Picture(int width, int height, byte depth = 8, byte colour = 6, int seed = 1, bool interlaced = false)
    {
        var png = new PngBuilder().Header(width, height, depth, colour, interlaced);
        if (colour == 3)
        {
            png.Chunk("PLTE", Palette(depth));
        }

        return png.Chunk("IDAT", Pack(Rows(width, height, depth, colour, seed, interlaced))).Chunk("IEND", []).ToArray();
    }

    /// <summary>The rows of a picture as they are packed: each with its filter in front.</summary>
    internal static byte[] Rows(int width, int height, byte depth = 8, byte colour = 6, int seed = 1, bool interlaced = false)
    {
        var random = new Random(seed);
        using var rows = new MemoryStream();
        foreach (var pass in Passes(width, height, interlaced))
        {
            for (var i = 0; i < pass.Height; i++)
            {
                var row = new byte[(pass.Width * depth * Channels(colour) + 7) / 8 + 1];
                random.NextBytes(row);
                row[0] = (byte)random.Next(5);
                rows.Write(row);
            }
        }

        return rows.ToArray();
    }

    /// <summary>As many colours as a depth can name, none of them twice.</summary>
    internal static byte[] Palette(byte depth) => [.. Enumerable.Range(0, 1 << depth).SelectMany(i => (byte[])[(byte)i, (byte)(255 - i), (byte)(i * 7)])];

    internal static int Channels(byte colour) =>
        colour switch
        {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        };

    /// <summary>What is stored one after the other: the whole picture, or the seven passes of an interlaced one (PNG, 8.2), the empty ones left out.</summary>
    internal static IEnumerable<(int Left, int Top, int Right, int Down, int Width, int Height)> Passes(int width, int height, bool interlaced) =>
        (
            (ReadOnlySpan<(int Left, int Top, int Right, int Down)>)(
                interlaced ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)] : [(0, 0, 1, 1)]
            )
        )
            .ToArray()
            .Select(p => (p.Left, p.Top, p.Right, p.Down, (width - p.Left + p.Right - 1) / p.Right, (height - p.Top + p.Down - 1) / p.Down))
            .Where(p => p is { Item5: > 0, Item6: > 0 });

    internal static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.SmallestSize))
        {
            zip.Write(bytes);
        }

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
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc([.. type, .. content]));
        _file.AddRange(number);
        return this;
    }

    internal byte[] ToArray() => _file.ToArray();

    /// <summary>CRC-32 (PNG, annex D), bit by bit.</summary>
    private static uint Crc(byte[] bytes) =>
        ~bytes.Aggregate(
            uint.MaxValue,
            (crc, value) =>
            {
                crc ^= value;
                for (var bit = 0; bit < 8; bit++)
                {
                    crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
                }

                return crc;
            }
        );
}
