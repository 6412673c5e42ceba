namespace Ami.Core;

/// <summary>
/// JPEG (ITU-T T.81). Every segment is checked against its rules and written anew in its order; application segments and comments are left out, except for what
/// says how to read the colours and which way up the picture is. What follows the end of the picture, as some cameras append, refuses it.
/// </summary>
internal static class JpegImage
{
    private const byte Start = 0xD8, End = 0xD9, Scan = 0xDA, Quantization = 0xDB, Huffman = 0xC4, Restart = 0xDD, Comment = 0xFE;
    private const byte App0 = 0xE0, App1 = 0xE1, App14 = 0xEE, App15 = 0xEF;
    private const byte FirstRestart = 0xD0, LastRestart = 0xD7;

    public static bool IsJpeg(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, Start, 0xFF]);

    public static CleanImage Clean(ReadOnlySpan<byte> upload, ImageLimits limits)
    {
        var reader = new ByteReader(upload);
        reader.Take(2);
        var (head, body) = (new JpegHead(), new MemoryStream());
        JpegFrame? frame = null;
        while (true)
        {
            var marker = Marker(ref reader);
            if (marker == End)
            {
                if (!reader.AtEnd || frame is not { IsComplete: true }) throw new ImageRefusedException(ImageErrors.Damaged);
                return new CleanImage(ImageFormat.Jpeg, frame.Width, frame.Height, Write(head, body));
            }

            var content = Content(ref reader);
            switch (marker)
            {
                case App0:
                    head.ReadJfif(content);
                    continue;
                case App1:
                    head.ReadExif(content);
                    continue;
                case App14:
                    head.ReadAdobe(content);
                    continue;
                case Comment or (> App0 and <= App15):
                    continue;
                case Quantization:
                    JpegTables.CheckQuantization(content);
                    break;
                case Huffman:
                    JpegTables.CheckHuffman(content);
                    break;
                case Restart when content.Length == 2:
                    break;
                case JpegFrame.Baseline or JpegFrame.Extended or JpegFrame.Progressive when frame is null:
                    frame = JpegFrame.Read(marker, content, limits);
                    break;
                case Scan when frame is not null:
                    frame.Add(content);
                    break;
                // Frames of other kinds: lossless, hierarchical, arithmetic. No browser shows them.
                case >= 0xC0 and <= 0xCF when frame is null:
                    throw new ImageRefusedException(ImageErrors.Unsupported);
                default:
                    throw new ImageRefusedException(ImageErrors.Damaged);
            }

            Segment(body, marker, content);
            if (marker == Scan) body.Write(Entropy(ref reader));
        }
    }

    private static byte Marker(ref ByteReader reader)
    {
        if (reader.Byte() != 0xFF) throw new ImageRefusedException(ImageErrors.Damaged);
        // Any number of fill bytes may stand before a marker (B.1.1.2).
        byte marker;
        do marker = reader.Byte();
        while (marker == 0xFF);
        return marker is 0 or 1 or Start or (>= FirstRestart and <= LastRestart) ? throw new ImageRefusedException(ImageErrors.Damaged) : marker;
    }

    private static ReadOnlySpan<byte> Content(ref ByteReader reader) => reader.Take(reader.BigEndian16() - 2L);

    /// <summary>Coded data up to the next marker (B.1.1.5): a 0xFF in it is followed by 0, or is a restart marker, which come round in order.</summary>
    private static ReadOnlySpan<byte> Entropy(ref ByteReader reader)
    {
        var look = reader;
        var length = 0;
        var restart = FirstRestart;
        while (true)
        {
            var left = look.Rest;
            var stop = left.IndexOf((byte)0xFF);
            if (stop < 0 || stop + 1 >= left.Length) throw new ImageRefusedException(ImageErrors.Damaged);
            var next = left[stop + 1];
            if (next == restart) restart = restart == LastRestart ? FirstRestart : (byte)(restart + 1);
            else if (next != 0)
            {
                length += stop;
                break;
            }

            look.Take(stop + 2);
            length += stop + 2;
        }

        return length == 0 ? throw new ImageRefusedException(ImageErrors.Damaged) : reader.Take(length);
    }

    private static byte[] Write(JpegHead head, MemoryStream body)
    {
        using var file = new MemoryStream();
        file.Write([0xFF, Start]);
        foreach (var (marker, content) in head.Segments()) Segment(file, marker, content);
        body.WriteTo(file);
        file.Write([0xFF, End]);
        return file.ToArray();
    }

    private static void Segment(MemoryStream file, byte marker, ReadOnlySpan<byte> content)
    {
        var length = content.Length + 2;
        file.Write([0xFF, marker, (byte)(length >> 8), (byte)length]);
        file.Write(content);
    }
}
