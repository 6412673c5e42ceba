using System.Buffers.Binary;
using System.IO.Compression;

namespace Ami.Core;

/// <summary>
/// PNG (W3C Portable Network Graphics, third edition). The pixels are unpacked, checked row by row against the announced size, and packed again; they are never
/// in memory as a whole, so a small file that unpacks to a huge one costs no more than its announced size, which is limited.
/// </summary>
internal static class PngImage
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool IsPng(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Signature);

    public static CleanImage Clean(ReadOnlySpan<byte> upload, ImageLimits limits)
    {
        var reader = new ByteReader(upload);
        reader.Take(Signature.Length);
        var header = PngHeader.Read(Chunk(ref reader, out var first), first, limits);
        using var packed = new MemoryStream();
        byte[]? palette = null, transparency = null;
        var dataEnded = false;
        while (true)
        {
            var content = Chunk(ref reader, out var type);
            if (type != "IDAT" && packed.Length > 0) dataEnded = true;
            switch (type)
            {
                case "PLTE" when palette is null && transparency is null && packed.Length == 0 && header.AllowsPalette(content.Length):
                    palette = content.ToArray();
                    break;
                case "tRNS" when transparency is null && packed.Length == 0 && header.AllowsTransparency(content.Length, palette?.Length / 3):
                    transparency = content.ToArray();
                    break;
                case "IDAT" when !dataEnded && (palette is not null || !header.NeedsPalette):
                    packed.Write(content);
                    break;
                case "IEND" when content.IsEmpty && packed.Length > 0 && reader.AtEnd:
                    return new CleanImage(ImageFormat.Png, header.Width, header.Height, Write(header, palette, transparency, packed));
                case "acTL" or "fcTL" or "fdAT":
                    throw new ImageRefusedException(ImageErrors.Unsupported);
                // A lower-case first letter marks what a decoder may ignore (§5.4): text, time, profiles, whatever.
                case not ("PLTE" or "tRNS" or "IDAT" or "IEND") when char.IsAsciiLetterLower(type[0]):
                    break;
                default:
                    throw new ImageRefusedException(ImageErrors.Damaged);
            }
        }
    }

    private static ReadOnlySpan<byte> Chunk(ref ByteReader reader, out string type)
    {
        var length = reader.BigEndian32();
        var name = reader.Take(4);
        var content = reader.Take(length);
        type = System.Text.Encoding.ASCII.GetString(name);
        if (!type.All(char.IsAsciiLetter) || reader.BigEndian32() != Crc32.Of(name, content)) throw new ImageRefusedException(ImageErrors.Damaged);
        return content;
    }

    private static byte[] Write(PngHeader header, byte[]? palette, byte[]? transparency, MemoryStream packed)
    {
        using var file = new MemoryStream();
        file.Write(Signature);
        WriteChunk(file, "IHDR"u8, header.ToBytes());
        if (palette is not null) WriteChunk(file, "PLTE"u8, palette);
        if (transparency is not null) WriteChunk(file, "tRNS"u8, transparency);
        WriteChunk(file, "IDAT"u8, Repack(header, packed));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(name);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(name, content));
        file.Write(number);
    }

    private static ReadOnlySpan<byte> Repack(PngHeader header, MemoryStream packed)
    {
        packed.Position = 0;
        var checksum = new Adler32();
        var repacked = new MemoryStream();
        try
        {
            using var source = new ZLibStream(packed, CompressionMode.Decompress);
            using (var destination = new ZLibStream(repacked, CompressionLevel.Fastest, leaveOpen: true))
                foreach (var (rowBytes, rows) in header.Passes())
                {
                    var row = new byte[1 + rowBytes];
                    for (var i = 0; i < rows; i++)
                    {
                        source.ReadExactly(row);
                        if (row[0] > 4) throw new ImageRefusedException(ImageErrors.Damaged);
                        checksum.Add(row);
                        destination.Write(row);
                    }
                }

            // Neither cut off nor followed by anything: the data ends with the checksum of exactly these rows.
            if (source.ReadByte() >= 0 || BinaryPrimitives.ReadUInt32BigEndian(packed.GetBuffer().AsSpan((int)packed.Length - 4, 4)) != checksum.Value)
                throw new ImageRefusedException(ImageErrors.Damaged);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new ImageRefusedException(ImageErrors.Damaged);
        }

        return repacked.GetBuffer().AsSpan(0, (int)repacked.Length);
    }
}
