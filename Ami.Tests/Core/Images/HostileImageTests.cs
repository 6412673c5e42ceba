using System.Text;

namespace Ami.Tests.Core.Images;

/// <summary>Files that pretend, lie, explode or hide something.</summary>
[TestClass]
public sealed class HostileImageTests
{
    private static readonly ImageLimits Limits = new();

    [TestMethod]
    [DataRow("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [DataRow("<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&x;</svg>")]
    [DataRow("<!doctype html><script>alert(1)</script>")]
    [DataRow("GIF89a\u0014\0\r\0")]
    [DataRow("BM\u0001\0\0\0")]
    [DataRow("%PDF-1.7")]
    [DataRow("PK\u0003\u0004")]
    [DataRow("MZ")]
    [DataRow("#!/bin/sh")]
    [DataRow("")]
    [DataRow("RIFF\0\0\0\0WAVE")]
    [DataRow("push graphic-context\nviewbox 0 0 640 480\nfill 'url(https://example.com/image.jpg\"|ls \"-la)'")]
    public void Clean_SomethingElse_IsUnsupported(string content) => Refused(Encoding.Latin1.GetBytes(content), "image.unsupported");

    [TestMethod]
    public void Clean_OtherPictures_AreUnsupported()
    {
        Refused(Pictures.Avif, "image.unsupported");
        Refused(Pictures.AnimatedWebp, "image.unsupported");
        Refused(
            new PngBuilder().Header(3, 2).Chunk("acTL", new byte[8]).Chunk("IDAT", PngBuilder.Pack(PngBuilder.Rows(3, 2))).Chunk("IEND", []).ToArray(),
            "image.unsupported"
        );
    }

    [TestMethod]
    public void Clean_TooManyBytes_IsRefusedUnseen() => Refused(new byte[Limits.Bytes + 1], "image.too_large");

    [TestMethod]
    [DataRow(4097, 1)]
    [DataRow(1, 4097)]
    [DataRow(1_000_000, 1_000_000)]
    [DataRow(50_000, 50_000)]
    public void Clean_TooManyPixels_IsRefusedBeforeUnpacking(int width, int height) =>
        Refused(new PngBuilder().Header(width, height).Chunk("IDAT", [1]).Chunk("IEND", []).ToArray(), "image.too_many_pixels");

    [TestMethod]
    [DataRow(0, 5)]
    [DataRow(5, 0)]
    [DataRow(-1, 5)]
    [DataRow(int.MaxValue, int.MaxValue)]
    public void Clean_NoPixelsOrImpossiblyMany_IsRefused(int width, int height) =>
        ImageCleaner.Clean(new PngBuilder().Header(width, height).Chunk("IDAT", [1]).Chunk("IEND", []).ToArray(), Limits).IsOk.ShouldBeFalse();

    [TestMethod]
    public void Clean_PixelsUnpackToMoreThanAnnounced_StopsAtTheAnnouncedSize()
    {
        // Half a gigabyte of zeros in half a megabyte, behind a header of three by two pixels.
        using var packed = new MemoryStream();
        using (var zip = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Fastest))
        {
            for (var i = 0; i < 512; i++)
            {
                zip.Write(new byte[1024 * 1024]);
            }
        }

        var bomb = new PngBuilder().Header(3, 2).Chunk("IDAT", packed.ToArray()).Chunk("IEND", []).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clean = ImageCleaner.Clean(bomb, Limits with { Bytes = int.MaxValue }).Value;
        (clean.Width, clean.Height, clean.Bytes.Length).ShouldBe(
            (
                3,
                2,
                ImageCleaner
                    .Clean(new PngBuilder().Header(3, 2).Chunk("IDAT", PngBuilder.Pack(new byte[2 * 13])).Chunk("IEND", []).ToArray(), Limits)
                    .Value.Bytes.Length
            )
        );
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(5L * bomb.Length + 1024 * 1024);
    }

    [TestMethod]
    public void Clean_LargestPictureAllowed_ComesOutSmall()
    {
        // 4096 by 4096 with 16 bits a channel is 128 MiB unpacked.
        using var packed = new MemoryStream();
        using (var zip = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Fastest))
        {
            for (var i = 0; i < 4096; i++)
            {
                zip.Write(new byte[4096 * 8 + 1]);
            }
        }

        var large = new PngBuilder().Header(4096, 4096, 16).Chunk("IDAT", packed.ToArray()).Chunk("IEND", []).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        ImageCleaner.Clean(large, Limits).Value.Width.ShouldBe(512);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(16L * 1024 * 1024);
    }

    [TestMethod]
    public void Clean_PngOutOfOrderOrContradicting_IsRefused()
    {
        var data = PngBuilder.Pack(PngBuilder.Rows(3, 2));
        Refused(new PngBuilder().Chunk("IDAT", data).Header(3, 2).Chunk("IEND", []).ToArray());
        Refused(new PngBuilder().Header(3, 2).Header(3, 2).Chunk("IDAT", data).Chunk("IEND", []).ToArray());
        Harmless(new PngBuilder().Header(3, 2).Chunk("IDAT", data).Chunk("tEXt", [1]).Chunk("IDAT", data).Chunk("IEND", []).ToArray());
        Refused(new PngBuilder().Header(3, 2).Chunk("IEND", []).ToArray());
        Refused(new PngBuilder().Header(3, 2).Chunk("IDAT", data).Chunk("IEND", [1]).ToArray());
        Harmless(new PngBuilder().Header(3, 2).Chunk("CRIT", []).Chunk("IDAT", data).Chunk("IEND", []).ToArray());
        Refused(new PngBuilder().Header(3, 2).Chunk("<scr", []).Chunk("IDAT", data).Chunk("IEND", []).ToArray());
        Refused(new PngBuilder().Header(3, 2).Chunk("IDAT", data[..^5]).Chunk("IEND", []).ToArray());
        Refused(new PngBuilder().Header(3, 3).Chunk("IDAT", data).Chunk("IEND", []).ToArray());
        Harmless(new PngBuilder().Header(3, 1).Chunk("IDAT", data).Chunk("IEND", []).ToArray());
        Refused(new PngBuilder().Header(3, 2, 7).Chunk("IDAT", data).Chunk("IEND", []).ToArray());
        Refused(new PngBuilder().Header(3, 2, 8, 3).Chunk("IDAT", data).Chunk("IEND", []).ToArray());
        Refused(new PngBuilder().Header(3, 2, 8, 3).Chunk("PLTE", new byte[4]).Chunk("IDAT", data).Chunk("IEND", []).ToArray());
        Harmless(
            new PngBuilder()
                .Header(3, 2, 1, 3)
                .Chunk("PLTE", new byte[9])
                .Chunk("IDAT", PngBuilder.Pack(PngBuilder.Rows(3, 2, 1, 3)))
                .Chunk("IEND", [])
                .ToArray()
        );
        Harmless(new PngBuilder().Header(3, 2).Chunk("tRNS", new byte[2]).Chunk("IDAT", data).Chunk("IEND", []).ToArray());
        var badFilter = PngBuilder.Rows(3, 2);
        badFilter[0] = 5;
        Refused(new PngBuilder().Header(3, 2).Chunk("IDAT", PngBuilder.Pack(badFilter)).Chunk("IEND", []).ToArray());
        var badChecksum = PngBuilder.Picture(3, 2);
        badChecksum[^1] ^= 1;
        Refused(badChecksum);
        var longChunk = PngBuilder.Picture(3, 2);
        (longChunk[33], longChunk[34]) = (0xFF, 0xFF);
        Refused(longChunk);
    }

    [TestMethod]
    public void Clean_JpegOutOfOrderOrContradicting_IsRefused()
    {
        var jpeg = Pictures.BaselineJpeg;
        var frame = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        var huffman = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC4]);
        var scan = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        byte[] Changed(int at, byte value) => [.. jpeg[..at], value, .. jpeg[(at + 1)..]];
        byte[] Without(int from, int to) => [.. jpeg[..from], .. jpeg[to..]];
        byte[] frameSegment = jpeg[frame..huffman],
            scanOn = jpeg[scan..^2];

        Refused(Without(frame, huffman));
        Refused([.. jpeg[..frame], .. frameSegment, .. frameSegment, .. jpeg[huffman..]]);
        Refused(Without(scan, jpeg.Length - 2));
        Harmless([.. jpeg[..^2], .. scanOn, 0xFF, 0xD9]);
        Refused(Changed(frame + 4, 12));
        Refused(Changed(frame + 1, 0xC3));
        Harmless(Changed(frame + 1, 0xC9));
        Refused(Changed(frame + 5, 0xFF), "image.too_many_pixels");
        Refused(Changed(frame + 11, 0x00));
        Refused(Changed(frame + 10, jpeg[frame + 13]));
        Refused(Changed(huffman + 5, 0xFF));
        Refused(Changed(huffman + 4, 0x24));
        Refused(Changed(scan + 4, 4));
        Refused(Changed(scan + 3, 0));
        Harmless([.. jpeg[..^2], 0xFF, 0xD5, 0xFF, 0xD9]);
        Harmless(ImageCleanerTests.JpegWith(jpeg, (0xDC, [0, 1])));
        Refused([.. jpeg[..2], .. "<?php system($_GET[0]);"u8, .. jpeg[2..]], "image.unsupported");
        Harmless([.. jpeg[..frame], .. "<?php system($_GET[0]);"u8, .. jpeg[frame..]]);
    }

    [TestMethod]
    public void Clean_ProgressiveJpegWithThousandsOfScans_IsRefused()
    {
        var jpeg = Pictures.ProgressiveJpeg;
        var scan = jpeg.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        var one = jpeg[scan..^2];
        byte[] many = [.. jpeg[..^2], .. Enumerable.Repeat(one, 2000).SelectMany(s => s), 0xFF, 0xD9];
        Refused(many);
    }

    [TestMethod]
    public void Clean_WebpContradicting_IsRefused()
    {
        var (lossy, alpha, lossless) = (Pictures.LossyWebp, Pictures.AlphaWebp, Pictures.LosslessWebp);
        byte[] Changed(byte[] webp, int at, byte value) => [.. webp[..at], value, .. webp[(at + 1)..]];
        Refused(Changed(lossy, 4, 0));
        Refused(Changed(lossy, 16, 0xFF));
        Refused(Changed(lossy, 20, 0x11));
        Refused(Changed(lossy, 23, 0));
        Refused(Changed(lossy, 27, 0x3F), "image.too_many_pixels");
        Refused(Changed(alpha, 24, 99));
        Refused(Changed(alpha, 20, 0x12));
        Refused(Changed(lossless, 20, 0));
        Refused(Changed(lossless, 24, 0xE0));
        Harmless(ImageCleanerTests.WebpWith(lossy, ("EXIF", [1])));
        Refused(ImageCleanerTests.WebpWith(alpha, ("VP8 ", lossy[20..])));
        Refused(ImageCleanerTests.WebpWith(alpha, ("ANMF", [1])));
        Refused(ImageCleanerTests.WebpWith([.. lossy[..12]]));
    }

    private static void Refused(byte[] file, string code = "image.damaged")
    {
        var result = ImageCleaner.Clean(file, Limits);
        result.IsOk.ShouldBeFalse(Convert.ToHexString(file.AsSpan(0, Math.Min(60, file.Length))));
        result.Error.Code.ShouldBe(code);
    }

    /// <summary>What the decoders are patient with may pass, as pixels and nothing else.</summary>
    private static void Harmless(byte[] file)
    {
        if (ImageCleaner.Clean(file, Limits).Try(out var clean, out var error))
        {
            PictureParts.Foreign(clean).ShouldBeEmpty();
        }
        else
        {
            error.Code.ShouldStartWith("image.");
        }
    }
}
