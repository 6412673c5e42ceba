namespace Ami.Core;

/// <summary>A JPEG's one frame (B.2.2) and the scans that fill it (B.2.3).</summary>
internal sealed class JpegFrame
{
    public const byte Baseline = 0xC0, Extended = 0xC1, Progressive = 0xC2;

    /// <summary>A decoder goes over the whole picture for each scan; encoders make about ten.</summary>
    private const int MostScans = 40;

    private readonly bool _progressive;
    private readonly byte[] _components;
    private readonly HashSet<byte> _scanned = [];
    private int _scans;

    private JpegFrame(bool progressive, int width, int height, byte[] components) => (_progressive, Width, Height, _components) = (progressive, width, height, components);

    public int Width { get; }

    public int Height { get; }

    /// <summary>Every component has appeared in a scan.</summary>
    public bool IsComplete => _scanned.Count == _components.Length;

    public static JpegFrame Read(byte marker, ReadOnlySpan<byte> content, ImageLimits limits)
    {
        var reader = new ByteReader(content);
        if (reader.Byte() != 8) throw new ImageRefusedException(ImageErrors.Unsupported);
        var (height, width) = (reader.BigEndian16(), reader.BigEndian16());
        ImageCleaner.CheckSide(width, height, limits);
        var components = new byte[reader.Byte()];
        // Four colours are for printing presses.
        if (components.Length is not (1 or 3)) throw new ImageRefusedException(ImageErrors.Unsupported);
        for (var i = 0; i < components.Length; i++)
        {
            components[i] = reader.Byte();
            var (across, down) = JpegTables.Halves(reader.Byte());
            if (across is < 1 or > 4 || down is < 1 or > 4 || reader.Byte() > 3) throw new ImageRefusedException(ImageErrors.Damaged);
        }

        return reader.AtEnd && components.Distinct().Count() == components.Length
            ? new JpegFrame(marker == Progressive, width, height, components)
            : throw new ImageRefusedException(ImageErrors.Damaged);
    }

    /// <summary>Checks the header of a scan.</summary>
    public void Add(ReadOnlySpan<byte> content)
    {
        var reader = new ByteReader(content);
        var count = reader.Byte();
        if (count < 1 || count > _components.Length || ++_scans > MostScans) throw new ImageRefusedException(ImageErrors.Damaged);
        var previous = -1;
        for (var i = 0; i < count; i++)
        {
            var component = reader.Byte();
            var (dc, ac) = JpegTables.Halves(reader.Byte());

            // In the order of the frame's, and each only once.
            var place = Array.IndexOf(_components, component);
            if (place <= previous || dc > 3 || ac > 3) throw new ImageRefusedException(ImageErrors.Damaged);
            previous = place;
            if (!_scanned.Add(component) && !_progressive) throw new ImageRefusedException(ImageErrors.Damaged);
        }

        var (from, to) = (reader.Byte(), reader.Byte());
        var (high, low) = JpegTables.Halves(reader.Byte());
        var sound = _progressive
            ? (from == 0 ? to == 0 : from <= to && to <= 63 && count == 1) && low <= 13 && (high == 0 || high == low + 1)
            : from == 0 && to == 63 && high == 0 && low == 0;
        if (!sound || !reader.AtEnd) throw new ImageRefusedException(ImageErrors.Damaged);
    }
}
