using System.Buffers.Binary;
using System.Text;

namespace Ami.Tests.Core.Images;

/// <summary>Takes a picture's file apart into its chunks or segments.</summary>
internal static class PictureParts
{
    /// <summary>Everything in a file that is not needed to show its pixels, and whatever stands behind its end.</summary>
    internal static IReadOnlyList<string> Foreign(CleanImage image) =>
        image.Format switch
        {
            ImageFormat.Png => [.. Png(image.Bytes).Except(["IHDR", "PLTE", "tRNS", "sBIT", "IDAT", "IEND"])],
            // Tables, frame, scan, end, and the JFIF head of fixed length.
            ImageFormat.Jpeg => [.. Jpeg(image.Bytes).Except(["DB", "C4", "C0", "C2", "DA", "D9", "E0 16"])],
            _ => [.. Webp(image.Bytes).Except(["VP8 ", "VP8L", "VP8X", "ALPH"])],
        };

    private static IEnumerable<string> Png(byte[] file)
    {
        for (var at = 8; at < file.Length; at += 12 + BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at)))
        {
            yield return Encoding.ASCII.GetString(file, at + 4, 4);
        }
    }

    private static IEnumerable<string> Webp(byte[] file)
    {
        if (BitConverter.ToInt32(file, 4) != file.Length - 8)
        {
            yield return "length";
        }

        for (var at = 12; at < file.Length; at += 8 + (BitConverter.ToInt32(file, at + 4) + 1) / 2 * 2)
        {
            yield return Encoding.ASCII.GetString(file, at, 4);
        }
    }

    private static IEnumerable<string> Jpeg(byte[] file)
    {
        var at = 2;
        while (file[at + 1] != 0xD9)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at + 2));
            yield return file[at + 1] == 0xE0 ? $"E0 {length}" : $"{file[at + 1]:X2}";
            var isScan = file[at + 1] == 0xDA;
            at += 2 + length;
            while (isScan && !(file[at] == 0xFF && file[at + 1] is not 0 and not (>= 0xD0 and <= 0xD7)))
            {
                at++;
            }
        }

        if (at + 2 != file.Length)
        {
            yield return "behind the end";
        }
    }
}
