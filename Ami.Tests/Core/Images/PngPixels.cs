using System.Buffers.Binary;
using System.IO.Compression;

namespace Ami.Tests.Core.Images;

/// <summary>Unpacks what a PNG's data chunks hold.</summary>
internal static class PngPixels
{
    internal static byte[] Of(byte[] png)
    {
        using var packed = new MemoryStream();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (png.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8)) packed.Write(png, at + 8, length);
            at += 12 + length;
        }

        packed.Position = 0;
        using var pixels = new MemoryStream();
        using var source = new ZLibStream(packed, CompressionMode.Decompress);
        source.CopyTo(pixels);
        return pixels.ToArray();
    }
}
