using System.Buffers.Binary;

namespace Ami.Core;

/// <summary>What is worth keeping of a JPEG's application segments, and how it is written: as constants with one chosen byte, never as it came.</summary>
internal sealed class JpegHead
{
    private const byte App0 = 0xE0, App1 = 0xE1, App14 = 0xEE;
    private const ushort OrientationTag = 0x0112;
    private const byte ShortType = 3;

    private bool _jfif;
    private byte? _adobeTransform;
    private byte _orientation = 1;

    /// <summary>JFIF: the colours are YCbCr or grey.</summary>
    public void ReadJfif(ReadOnlySpan<byte> content) => _jfif |= content.StartsWith("JFIF\0"u8);

    /// <summary>Adobe's segment says whether three colours are RGB (0) or YCbCr (1).</summary>
    public void ReadAdobe(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("Adobe"u8) && content.Length >= 12 && content[11] <= 1) _adobeTransform = content[11];
    }

    /// <summary>Exif: only the orientation; anything odd about the rest is ignored, because it is not kept.</summary>
    public void ReadExif(ReadOnlySpan<byte> content)
    {
        if (!content.StartsWith("Exif\0\0"u8)) return;
        var tiff = content[6..];
        var little = tiff.StartsWith("II"u8);
        if (tiff.Length < 8 || (!little && !tiff.StartsWith("MM"u8)) || Long(tiff, 4, little) is not (>= 8 and var directory) || directory > tiff.Length - 2) return;
        var count = Short(tiff, (int)directory, little);
        for (var entry = (int)directory + 2; count > 0 && entry + 12 <= tiff.Length; entry += 12, count--)
            if (Short(tiff, entry, little) == OrientationTag && Short(tiff, entry + 2, little) == ShortType && Short(tiff, entry + 8, little) is >= 1 and <= 8 and var orientation)
                _orientation = (byte)orientation;
    }

    public IEnumerable<(byte Marker, byte[] Content)> Segments()
    {
        if (_jfif) yield return (App0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        if (_orientation != 1)
            yield return (App1, [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, ShortType, 0, 0, 0, 1, 0, _orientation, 0, 0, 0, 0, 0, 0]);
        if (_adobeTransform is { } transform) yield return (App14, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, transform]);
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, int at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static uint Long(ReadOnlySpan<byte> bytes, int at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
