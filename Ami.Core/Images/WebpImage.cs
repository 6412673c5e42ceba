using System.Buffers.Binary;

namespace Ami.Core;

/// <summary>WebP (RFC 9649). The container is rebuilt around the one frame, whose headers must agree with each other and with the container.</summary>
internal static class WebpImage
{
    private const byte AnimationFlag = 0x02, AlphaFlag = 0x10;

    public static bool IsWebp(ReadOnlySpan<byte> bytes) => bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8);

    public static CleanImage Clean(ReadOnlySpan<byte> upload, ImageLimits limits)
    {
        var reader = new ByteReader(upload);
        reader.Take(4);
        if (reader.LittleEndian32() != upload.Length - 8) throw new ImageRefusedException(ImageErrors.Damaged);
        reader.Take(4);

        (int Width, int Height)? canvas = null;
        ReadOnlySpan<byte> frame = [], alpha = [];
        var frameName = "";
        for (var first = true; !reader.AtEnd; first = false)
        {
            var content = Chunk(ref reader, out var name);
            switch (name)
            {
                case "VP8X" when first:
                    canvas = Canvas(content);
                    break;
                case "VP8 " or "VP8L" when frameName.Length == 0 && (first || canvas is not null):
                    frame = content;
                    frameName = name;
                    break;
                case "ALPH" when alpha.IsEmpty && frameName.Length == 0 && canvas is not null && !content.IsEmpty:
                    alpha = content;
                    break;
                case "ANIM" or "ANMF":
                    throw new ImageRefusedException(ImageErrors.Unsupported);
                case "VP8X" or "VP8 " or "VP8L" or "ALPH":
                    throw new ImageRefusedException(ImageErrors.Damaged);
                default:
                    // Profiles, Exif, XMP, and what nobody knows.
                    if (canvas is null) throw new ImageRefusedException(ImageErrors.Damaged);
                    break;
            }
        }

        var (width, height) = frameName == "VP8L" ? Lossless(frame) : Lossy(frame);
        ImageCleaner.CheckSide(width, height, limits);
        if ((canvas is { } size && size != (width, height)) || (!alpha.IsEmpty && (frameName != "VP8 " || !IsAlpha(alpha, width, height))))
            throw new ImageRefusedException(ImageErrors.Damaged);
        return new CleanImage(ImageFormat.Webp, width, height, Write(width, height, frameName, frame, alpha));
    }

    private static ReadOnlySpan<byte> Chunk(scoped ref ByteReader reader, out string name)
    {
        name = System.Text.Encoding.ASCII.GetString(reader.Take(4));
        var length = reader.LittleEndian32();
        var content = reader.Take(length);
        if (length % 2 == 1 && reader.Byte() != 0) throw new ImageRefusedException(ImageErrors.Damaged);
        return content;
    }

    private static (int Width, int Height) Canvas(ReadOnlySpan<byte> content)
    {
        if (content.Length != 10) throw new ImageRefusedException(ImageErrors.Damaged);
        if ((content[0] & AnimationFlag) != 0) throw new ImageRefusedException(ImageErrors.Unsupported);
        return (1 + LittleEndian24(content[4..]), 1 + LittleEndian24(content[7..]));
    }

    /// <summary>Size of a lossy frame (RFC 6386 §9.1), which must be a key frame that is shown and whose first partition fits.</summary>
    private static (int Width, int Height) Lossy(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 11) throw new ImageRefusedException(ImageErrors.Damaged);
        var tag = LittleEndian24(frame);
        var isShownKeyFrame = (tag & 1) == 0 && ((tag >> 4) & 1) == 1;
        if (!isShownKeyFrame || ((tag >> 1) & 7) > 3 || tag >> 5 is 0 || tag >> 5 > frame.Length - 10 || !frame[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]))
            throw new ImageRefusedException(ImageErrors.Damaged);
        return (BinaryPrimitives.ReadUInt16LittleEndian(frame[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(frame[8..]) & 0x3FFF);
    }

    /// <summary>Size of a lossless frame (RFC 9649 §3.4).</summary>
    private static (int Width, int Height) Lossless(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 6 || frame[0] != 0x2F) throw new ImageRefusedException(ImageErrors.Damaged);
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(frame[1..]);
        if (bits >> 29 != 0) throw new ImageRefusedException(ImageErrors.Damaged);
        return (1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));
    }

    /// <summary>An alpha plane (RFC 9649 §2.7.1.2): raw with exactly one byte a pixel, or compressed.</summary>
    private static bool IsAlpha(ReadOnlySpan<byte> alpha, int width, int height) => (alpha[0] & 3) switch
    {
        0 => alpha.Length == 1 + width * height,
        1 => alpha.Length > 1,
        _ => false,
    };

    private static int LittleEndian24(ReadOnlySpan<byte> bytes) => bytes[0] | bytes[1] << 8 | bytes[2] << 16;

    private static byte[] Write(int width, int height, string frameName, ReadOnlySpan<byte> frame, ReadOnlySpan<byte> alpha)
    {
        using var file = new MemoryStream();
        file.Write("RIFF\0\0\0\0WEBP"u8);
        if (!alpha.IsEmpty)
        {
            Span<byte> canvas = stackalloc byte[10];
            canvas.Clear();
            canvas[0] = AlphaFlag;
            (canvas[4], canvas[5]) = ((byte)(width - 1), (byte)((width - 1) >> 8));
            (canvas[7], canvas[8]) = ((byte)(height - 1), (byte)((height - 1) >> 8));
            WriteChunk(file, "VP8X"u8, canvas);
            WriteChunk(file, "ALPH"u8, alpha);
        }

        WriteChunk(file, frameName == "VP8L" ? "VP8L"u8 : "VP8 "u8, frame);
        var bytes = file.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length - 8);
        return bytes;
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        file.Write(name);
        file.Write(length);
        file.Write(content);
        if (content.Length % 2 == 1) file.WriteByte(0);
    }
}
