using System.Buffers.Binary;
using System.Text;

namespace Ami.Modules.Learning;

/// <summary>A badge's picture with the badge in it, as Open Badges 3.0 (5.3) has it: one file to pass on, from which programs read the badge again.</summary>
internal static class BakedPicture
{
    private const int SignatureBytes = 8;

    /// <summary>A chunk's length, type and checksum.</summary>
    private const int FrameBytes = 12;
    private const uint Polynomial = 0xEDB88320;

    /// <param name="png">The picture.</param>
    /// <param name="badge">The signed badge.</param>
    public static byte[] Of(byte[] png, string badge)
    {
        // Keyword and its end; not compressed, method 0; no language, no translated keyword; the text (PNG 1.2, 4.2.3.3).
        byte[] text = [.. "iTXtopenbadgecredential"u8, 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(badge)];
        var chunk = new byte[text.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, text.Length - 4);
        text.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4 + text.Length), Checksum(text));
        // The header's chunk comes first.
        var header = SignatureBytes + FrameBytes + BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(SignatureBytes));
        return [.. png[..header], .. chunk, .. png[header..]];
    }

    /// <summary>CRC-32 as PNG has it (PNG 1.2, 15).</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var one in bytes)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ Polynomial;
            }
        }

        return ~sum;
    }
}
