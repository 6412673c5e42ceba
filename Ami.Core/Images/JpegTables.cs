namespace Ami.Core;

/// <summary>Tables of a JPEG: whole, in range, and codes that can exist.</summary>
internal static class JpegTables
{
    /// <summary>Quantization tables (B.2.4.1): one or more of 64 values of one or two bytes.</summary>
    public static void CheckQuantization(ReadOnlySpan<byte> content)
    {
        var reader = new ByteReader(content);
        do
        {
            var (precision, number) = Halves(reader.Byte());
            if (precision > 1 || number > 3) throw new ImageRefusedException(ImageErrors.Damaged);
            reader.Take(64 * (precision + 1));
        }
        while (!reader.AtEnd);
    }

    /// <summary>Huffman tables (B.2.4.2): the numbers of codes of each length must leave room for all of them, as in any prefix code (Kraft's inequality).</summary>
    public static void CheckHuffman(ReadOnlySpan<byte> content)
    {
        var reader = new ByteReader(content);
        do
        {
            var (kind, number) = Halves(reader.Byte());
            if (kind > 1 || number > 3) throw new ImageRefusedException(ImageErrors.Damaged);
            var (codes, room) = (0, 1);
            foreach (var ofLength in reader.Take(16))
            {
                room = room * 2 - ofLength;
                codes += ofLength;
                if (room < 0) throw new ImageRefusedException(ImageErrors.Damaged);
            }

            if (codes is 0 or > 256) throw new ImageRefusedException(ImageErrors.Damaged);
            reader.Take(codes);
        }
        while (!reader.AtEnd);
    }

    public static (int High, int Low) Halves(byte both) => (both >> 4, both & 15);
}
