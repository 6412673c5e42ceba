using System.Buffers.Binary;
using System.IO.Compression;

namespace Ami.Tests.Core.Images;

/// <summary>
/// Reads a PNG's pixels as eight bits each of red, green, blue and alpha, straight from the standard and for right files only, so that what another library
/// wrote is judged by something else than that library.
/// </summary>
internal static class PngPixels
{
    internal static byte[] Of(byte[] png)
    {
        using var packed = new MemoryStream();
        byte[] header = [],
            palette = [];
        var at = 8;
        while (at < png.Length)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var name = png.AsSpan(at + 4, 4);
            var content = png.AsSpan(at + 8, length);
            if (name.SequenceEqual("IHDR"u8))
            {
                header = content.ToArray();
            }

            if (name.SequenceEqual("PLTE"u8))
            {
                palette = content.ToArray();
            }

            if (name.SequenceEqual("IDAT"u8))
            {
                packed.Write(content);
            }

            at += 12 + length;
        }

        packed.Position = 0;
        using var rows = new MemoryStream();
        using (var source = new ZLibStream(packed, CompressionMode.Decompress))
        {
            source.CopyTo(rows);
        }

        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        return Of(rows.ToArray(), width, height, header[8], header[9], header[12] == 1, palette);
    }

    /// <summary>The pixels of rows as <see cref="PngBuilder.Rows"/> makes them.</summary>
    internal static byte[] Of(byte[] rows, int width, int height, byte depth, byte colour, bool interlaced, byte[] palette)
    {
        var pixels = new byte[width * height * 4];
        var channels = PngBuilder.Channels(colour);
        var step = Math.Max(1, depth * channels / 8);
        var at = 0;
        foreach (var pass in PngBuilder.Passes(width, height, interlaced))
        {
            var above = new byte[(pass.Width * depth * channels + 7) / 8];
            for (var y = 0; y < pass.Height; y++)
            {
                var row = Unfilter(rows[at], rows.AsSpan(at + 1, above.Length), above, step);
                at += above.Length + 1;
                for (var x = 0; x < pass.Width; x++)
                {
                    var samples = Enumerable.Range(x * channels, channels).Select(i => Sample(row, i, depth)).ToArray();
                    Pixel(samples, depth, colour, palette).CopyTo(pixels.AsSpan(((pass.Top + y * pass.Down) * width + pass.Left + x * pass.Right) * 4));
                }

                above = row;
            }
        }

        return pixels;
    }

    private static byte[] Pixel(int[] samples, byte depth, byte colour, byte[] palette)
    {
        // Of sixteen bits the upper eight, of fewer than eight as many times as fit.
        byte Eight(int sample) => (byte)(depth == 16 ? sample >> 8 : sample * 255 / ((1 << depth) - 1));
        return colour switch
        {
            0 => [Eight(samples[0]), Eight(samples[0]), Eight(samples[0]), 255],
            2 => [Eight(samples[0]), Eight(samples[1]), Eight(samples[2]), 255],
            3 => [.. palette.AsSpan(samples[0] * 3, 3), 255],
            4 => [Eight(samples[0]), Eight(samples[0]), Eight(samples[0]), Eight(samples[1])],
            _ => [.. samples.Select(Eight)],
        };
    }

    private static int Sample(byte[] row, int index, byte depth) =>
        depth switch
        {
            16 => BinaryPrimitives.ReadUInt16BigEndian(row.AsSpan(index * 2)),
            8 => row[index],
            _ => row[index * depth / 8] >> (8 - depth - index * depth % 8) & ((1 << depth) - 1),
        };

    private static byte[] Unfilter(byte filter, ReadOnlySpan<byte> filtered, byte[] above, int step)
    {
        var row = filtered.ToArray();
        for (var i = 0; i < row.Length; i++)
        {
            var (left, up, corner) = (i < step ? 0 : row[i - step], above[i], i < step ? 0 : above[i - step]);
            row[i] += filter switch
            {
                1 => (byte)left,
                2 => up,
                3 => (byte)((left + up) / 2),
                4 => (byte)Paeth(left, up, corner),
                _ => 0,
            };
        }

        return row;
    }

    private static int Paeth(int left, int up, int corner)
    {
        var (a, b, c) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - 2 * corner));
        return a <= b && a <= c ? left
            : b <= c ? up
            : corner;
    }
}
