using System.Buffers.Binary;

namespace Ami.Core;

/// <summary>What a PNG says of its pixels, in its <c>IHDR</c> chunk (§11.2.1).</summary>
internal sealed record PngHeader(int Width, int Height, byte Depth, byte Colour, bool Interlaced)
{
    private const byte Grey = 0, Rgb = 2, Indexed = 3, GreyAlpha = 4, Rgba = 6;

    public bool NeedsPalette => Colour == Indexed;

    private int Channels => Colour switch
    {
        Grey or Indexed => 1,
        GreyAlpha => 2,
        Rgb => 3,
        _ => 4,
    };

    public static PngHeader Read(ReadOnlySpan<byte> content, string type, ImageLimits limits)
    {
        if (type != "IHDR" || content.Length != 13) throw new ImageRefusedException(ImageErrors.Damaged);
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(content), BinaryPrimitives.ReadUInt32BigEndian(content[4..]));
        ImageCleaner.CheckSide(width, height, limits);
        var (depth, colour, compression, filter, interlace) = (content[8], content[9], content[10], content[11], content[12]);
        var known = colour switch
        {
            Grey => depth is 1 or 2 or 4 or 8 or 16,
            Indexed => depth is 1 or 2 or 4 or 8,
            Rgb or GreyAlpha or Rgba => depth is 8 or 16,
            _ => false,
        };
        return known && compression == 0 && filter == 0 && interlace <= 1
            ? new PngHeader((int)width, (int)height, depth, colour, interlace == 1)
            : throw new ImageRefusedException(ImageErrors.Damaged);
    }

    public byte[] ToBytes()
    {
        var content = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(content, Width);
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(4), Height);
        (content[8], content[9], content[12]) = (Depth, Colour, (byte)(Interlaced ? 1 : 0));
        return content;
    }

    public bool AllowsPalette(int length) =>
        Colour is Rgb or Indexed or Rgba && length > 0 && length % 3 == 0 && length / 3 <= (Colour == Indexed ? 1 << Depth : 256);

    public bool AllowsTransparency(int length, int? colours) => Colour switch
    {
        Grey => length == 2,
        Rgb => length == 6,
        Indexed => length > 0 && length <= colours,
        _ => false,
    };

    /// <summary>The images the pixels come in: one, or the seven of Adam7 (§8.1). Rows are preceded by one byte for their filter.</summary>
    public IEnumerable<(int RowBytes, int Rows)> Passes()
    {
        if (!Interlaced)
        {
            yield return (RowBytes(Width), Height);
            yield break;
        }

        foreach (var (x, y, dx, dy) in ((int, int, int, int)[])[(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)])
        {
            var (columns, rows) = ((Width - x + dx - 1) / dx, (Height - y + dy - 1) / dy);
            if (columns > 0 && rows > 0) yield return (RowBytes(columns), rows);
        }
    }

    private int RowBytes(int columns) => (columns * Channels * Depth + 7) / 8;
}
